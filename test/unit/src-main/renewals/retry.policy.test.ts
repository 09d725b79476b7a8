import { type RefusalCode, refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FailedTry, isAttemptDue, nextAttempt } from '#main/renewals/retry.policy.ts'

const at = Date.parse('2026-11-21T08:00:00Z')
const failed = (facts: Partial<FailedTry>): FailedTry => ({ tries: 1, at, code: 'ACME_BUSY', ...facts })
const wait = (facts: Partial<FailedTry>, random = 0) => nextAttempt(failed(facts), () => random) - at

describe('after a try that failed', () => {
  test.each([
    [1, minute],
    [2, 10 * minute],
    [3, 100 * minute],
    [4, day],
    [50, day],
  ])('the %i. failure waits %i ms, and up to a fifth more', (tries, delay) => {
    expect(wait({ tries })).toBe(delay + 1)
    expect(wait({ tries }, 0.999_999)).toBeLessThanOrEqual(delay * 1.2 + 1)
  })

  test.each<[RefusalCode, number]>([
    ['ACME_UNREACHABLE', hour / 2],
    ['CLOUD_UNREACHABLE', hour / 2],
    ['ACME_TLS_EXPIRED', hour / 2],
    ['DISK_FULL', hour / 2],
    ['ACME_VALIDATION_FAILED', day],
    ['ACME_NAME_REFUSED', day],
  ])(
    'many times, %s waits %i ms: a laptop that is online for an hour a day must be tried in it, and a disk that has room again',
    (code, delay) => {
      expect(wait({ tries: 9, code })).toBe(delay + 1)
    },
  )

  test('a limit of the CA is waited for, and not all devices come back the moment it ends', () => {
    const limitedUntil = at + 3 * hour
    expect(wait({ code: 'ACME_RATE_LIMITED', limitedUntil })).toBe(3 * hour + 1)
    expect(wait({ code: 'ACME_RATE_LIMITED', limitedUntil }, 0.5)).toBe(3 * hour + 5 * minute + 1)
    expect(wait({ tries: 4, code: 'ACME_RATE_LIMITED', limitedUntil })).toBe(day + 1)
  })

  test('a limit that says years is not believed for longer than a week', () => {
    expect(wait({ code: 'ACME_RATE_LIMITED', limitedUntil: at + 4000 * day })).toBe(7 * day + 1)
  })

  test('an authority that is busy for a month, as it says, is asked again tomorrow, and sooner where the end is near', () => {
    const busy = { code: 'ACME_BUSY', limitedUntil: at + 30 * day } as const
    expect(wait(busy)).toBe(day + 1)
    expect(wait({ ...busy, notAfter: at + 10 * hour })).toBe(100 * minute + 1)
    expect(wait({ ...busy, limitedUntil: at + 3 * hour })).toBe(3 * hour + 1)
  })

  test.each([
    ['30 days', 30 * day, day],
    ['5 days', 5 * day, 12 * hour],
    ['30 hours', 30 * hour, 3 * hour],
    ['a minute', minute, 100 * minute],
    ['nothing: it ended 30 hours ago', -30 * hour, 3 * hour],
    ['nothing: it ended a month ago', -30 * day, day],
  ])('with %s left, tries come often enough to save it and no oftener than is decent', (_, left, delay) => {
    expect(wait({ tries: 9, notAfter: at + left })).toBe(delay + 1)
  })
})

describe('for every failure', () => {
  const anyFailure = fc.record({
    tries: fc.integer({ min: 1, max: 5000 }),
    at: fc.integer({ min: 0, max: 4e12 }),
    code: fc.constantFrom(...refusalCodes),
    limit: fc.option(fc.integer({ min: -day, max: 400 * day }), { nil: undefined }),
    left: fc.option(fc.integer({ min: -400 * day, max: 400 * day }), { nil: undefined }),
  })
  const random = fc.double({ min: 0, max: 0.999_999, noNaN: true })
  const build = (f: { tries: number; at: number; code: RefusalCode; limit: number | undefined; left: number | undefined }): FailedTry => ({
    tries: f.tries,
    at: f.at,
    code: f.code,
    limitedUntil: f.limit === undefined ? undefined : f.at + f.limit,
    notAfter: f.left === undefined ? undefined : f.at + f.left,
  })

  test('the next try is more than a minute away, and within the longest wait that is believed after a restart', () => {
    fc.assert(
      fc.property(anyFailure, random, (facts, r) => {
        const next = nextAttempt(build(facts), () => r)
        expect(next).toBeGreaterThan(facts.at + minute)
        expect(isAttemptDue(next, facts.at)).toBe(false)
        expect(isAttemptDue(next, next)).toBe(true)
      }),
    )
  })

  test('a limit is never broken', () => {
    fc.assert(
      fc.property(anyFailure, random, fc.constantFrom('ACME_RATE_LIMITED', 'ACME_QUOTA_REACHED'), (facts, r, code) => {
        expect(nextAttempt(build({ ...facts, code }), () => r)).toBeGreaterThan(facts.at + Math.min(facts.limit ?? 0, 7 * day))
      }),
    )
  })

  test('daily tries do not come at a fixed second: two devices that fail together part ways', () => {
    const seconds = new Set(Array.from({ length: 200 }, (_, i) => Math.floor(wait({ tries: 7 }, i / 200) / 1000)))
    expect(seconds.size).toBe(200)
  })
})

describe('waiting', () => {
  test('ends when the moment has come, or when it cannot be true', () => {
    expect([undefined, at, at - 1, at + 30 * day].map((next) => isAttemptDue(next, at))).toEqual([true, true, true, true])
    expect([at + 1, at + 7 * day].map((next) => isAttemptDue(next, at))).toEqual([false, false])
  })
})
