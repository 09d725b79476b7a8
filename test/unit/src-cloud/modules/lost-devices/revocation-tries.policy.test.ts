import { day, hour } from '@mylzip/shared/domain/time.ts'
import { describe, expect, it } from 'vitest'
import { isFinalAnswer, nextTryAt } from '#cloud/modules/lost-devices/revocation-tries.policy.ts'

const answer = (status: number, problem?: string) => ({ status, problem: problem && `urn:ietf:params:acme:error:${problem}` })

describe('a revocation that failed', () => {
  it('is tried again after a quarter of an hour, then ever later, and given up within a week', () => {
    expect(nextTryAt(1, 0)).toBe(hour / 4)
    expect(nextTryAt(2, 0)).toBe(hour / 2)
    expect(nextTryAt(11, 0)).toBe(12 * hour)
    expect(nextTryAt(12, 0)).toBeUndefined()
    let at: number | undefined = 0
    let last = 0
    for (let tries = 1; at !== undefined; at = nextTryAt(tries++, at)) last = at
    expect(last).toBeGreaterThan(3 * day)
    expect(last).toBeLessThan(7 * day)
  })

  it('is not tried again when the authority said that it will never do it', () => {
    for (const final of [answer(403, 'unauthorized'), answer(400, 'malformed'), answer(403, 'rejectedIdentifier'), answer(404)])
      expect(isFinalAnswer(final)).toBe(true)
    for (const passing of [answer(429, 'rateLimited'), answer(500, 'serverInternal'), answer(400, 'badNonce'), answer(503), answer(429)])
      expect(isFinalAnswer(passing)).toBe(false)
  })
})
