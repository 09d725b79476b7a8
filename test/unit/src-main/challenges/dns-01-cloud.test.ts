import { expect, test } from 'vitest'
import { createCloudDns01 } from '#main/challenges/dns-01-cloud.adapter.ts'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'
import { taskFor } from '../../../support/challenge-tasks.ts'

/** The example token of RFC 8555 §8.3 with the thumbprint of RFC 7638 §3.1; the digest is openssl's. */
const keyAuthorization = 'LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0.NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
const task = { ...taskFor('a.myl.test', 'LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0'), keyAuthorization }

test('the answer is the digest of the key authorization, 43 characters', () => {
  expect(dnsAnswer(keyAuthorization)).toBe('_cC5rvB9vM8qzT3MTBcTeVpQwtbNypBXyQnE4fhM9QQ')
})

test('the cloud is asked to publish it, every server is looked at, and the same is taken away', async () => {
  const asked: [string, object][] = []
  const looked: string[] = []
  const solver = createCloudDns01({
    seenEverywhere: async (name, value) => void looked.push(`${name} ${value}`),
    cloud: {
      dns: {
        publishChallenge: async (input) => {
          asked.push(['publish', input])
          return { fqdn: `_acme-challenge.${input.name}` }
        },
        removeChallenge: async (input) => {
          asked.push(['remove', input])
          return { removed: true }
        },
      },
    },
  })
  await solver.publish(task)
  await solver.remove(task)
  const record = { name: 'a.myl.test', value: dnsAnswer(keyAuthorization) }
  expect(asked).toEqual([
    ['publish', record],
    ['remove', record],
  ])
  expect(looked).toEqual([`_acme-challenge.a.myl.test ${record.value}`])
})
