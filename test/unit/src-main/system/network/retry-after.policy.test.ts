import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpDate, retryAfterMs } from '#main/system/network/retry-after.policy.ts'

const now = Date.parse('2026-11-21T08:00:00Z')

describe('what Retry-After asks for', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['no seconds at all', '0', 0],
    ['an HTTP-date', 'Sat, 21 Nov 2026 08:01:30 GMT', 90_000],
    ['a moment that has passed', 'Sat, 21 Nov 2026 07:00:00 GMT', 0],
    ['more than anybody waits: a month at most', '99999999999', 30 * 86_400_000],
  ])('is understood as %s', (_, header, ms) => {
    expect(retryAfterMs(header, undefined, now)).toBe(ms)
  })

  test('counts from the server’s own time, so that a wrong clock here changes nothing', () => {
    const served = 'Sat, 21 Nov 2026 08:00:00 GMT'
    const twoYearsBehind = Date.parse('2024-11-21T08:00:00Z')
    expect(retryAfterMs('Sat, 21 Nov 2026 08:01:30 GMT', served, twoYearsBehind)).toBe(90_000)
  })

  test.each([undefined, '', ' ', '-5', '1.5', 'soon', '2026-11-21', '12e3', 'Sat, 99 Nov 2026'])('is nothing when it says %j', (header) => {
    expect(retryAfterMs(header, undefined, now)).toBeUndefined()
  })

  test('is never negative, endless or no number, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (header, served) => {
        const ms = retryAfterMs(header, served, now)
        expect(ms === undefined || (ms >= 0 && ms <= 30 * 86_400_000)).toBe(true)
        expect(Number.isNaN(httpDate(header))).toBe(false)
      }),
    )
  })
})
