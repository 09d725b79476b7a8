import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { startTestPractice, type TestPractice } from '../../support/practice.ts'

describe('the practice authority, as the agent uses it', () => {
  let practice: TestPractice
  const solver: ChallengeSolver = {
    type: 'dns-01',
    async publish({ name, keyAuthorization }) {
      const place = `_acme-challenge.${name}`
      practice.txt.records.set(place, [...(practice.txt.records.get(place) ?? []), dnsAnswer(keyAuthorization)])
    },
    async remove({ name, keyAuthorization }) {
      const place = `_acme-challenge.${name}`
      const left = (practice.txt.records.get(place) ?? []).filter((value) => value !== dnsAnswer(keyAuthorization))
      if (left.length > 0) practice.txt.records.set(place, left)
      else practice.txt.records.delete(place)
    },
  }

  beforeAll(async () => {
    practice = await startTestPractice()
  })
  afterAll(() => practice?.stop())

  test('issues for seven requests at most, suggests when to renew, and takes the renewal as one', async () => {
    const authority = connectTo(practice.authority, await newTestAccount())
    await authority.prepareAccount()
    const before = authority.requests()
    const { chain } = await issue(authority, solver, ['desk.acme.myl.test'], { keyType: 'rsa-2048' })
    expect(authority.requests() - before).toBeLessThanOrEqual(7)
    const { ariId = '', notBefore, notAfter } = await readIssuedCertificate(chain[0] ?? '')
    const window = await authority.renewalWindow(ariId)
    expect(window?.start).toBeGreaterThan(notBefore)
    expect(window?.end).toBeLessThan(notAfter)
    const renewed = await issue(authority, solver, ['desk.acme.myl.test'], { replaces: ariId })
    expect(renewed.chain[0]).not.toBe(chain[0])
    expect(practice.txt.records.size).toBe(0)
    expect(practice.defects).toEqual([])
  })

  test('turns a name down that is none of its own, with a code', async () => {
    const authority = connectTo(practice.authority, await newTestAccount())
    const ordering = authority.order({ names: ['desk.invalid'], profile: undefined, replaces: undefined })
    await expect(ordering).rejects.toMatchObject({ code: 'ACME_NAME_REFUSED', data: { name: 'desk.invalid' } })
  })

  test('goes on with accounts and orders after it was started again', async () => {
    const account = await newTestAccount()
    const orderUrl = await connectTo(practice.authority, account).order({
      names: ['restart.acme.myl.test'],
      profile: undefined,
      replaces: undefined,
    })
    await practice.restart()
    await connectTo(practice.authority, account).authorize(orderUrl, solver)
    const looked = connectTo(practice.authority, account)
    await looked.authorize(orderUrl, solver)
    expect(looked.requests()).toBeLessThanOrEqual(3)
  })
})
