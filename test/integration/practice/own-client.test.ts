import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { startTestPractice, type TestPractice } from '../../support/practice.ts'

let practice: TestPractice

beforeAll(async () => {
  practice = await startTestPractice()
})
afterAll(() => practice.stop())

function solverFor({ txt }: TestPractice): ChallengeSolver {
  const owner = (name: string) => `_acme-challenge.${name}`
  return {
    type: 'dns-01',
    async publish({ name, keyAuthorization }) {
      txt.records.set(owner(name), [createHash('sha256').update(keyAuthorization).digest('base64url')])
    },
    async remove({ name }) {
      txt.records.delete(owner(name))
    },
  }
}

test('the agent’s own client needs no more than seven requests for a certificate, once its account is known', async () => {
  const client = connectTo(practice.authority, await newTestAccount())
  const solver = solverFor(practice)
  await issue(client, solver, ['first.myl.test'])
  const before = client.requests()
  const { chain } = await issue(client, solver, ['second.myl.test'])
  expect(client.requests() - before).toBeLessThanOrEqual(7)
  expect(chain).toHaveLength(2)
  expect(practice.defects).toEqual([])
})

test('a name it may not have is refused by code, and so is a proof that is not there', async () => {
  const client = connectTo(practice.authority, await newTestAccount())
  await expect(issue(client, solverFor(practice), ['www.example.com'])).rejects.toMatchObject({ code: 'ACME_NAME_REFUSED' })
  const idle: ChallengeSolver = { type: 'dns-01', publish: async () => undefined, remove: async () => undefined }
  await expect(issue(client, idle, ['idle.myl.test'])).rejects.toMatchObject({ code: 'ACME_VALIDATION_DNS' })
  const profile = 'tlsclient'
  await expect(issue(client, idle, ['a.myl.test'], { profile })).rejects.toMatchObject({ code: 'ACME_PROFILE_UNKNOWN', data: { profile } })
})
