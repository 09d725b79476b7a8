import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renewalWindowOf } from '#main/acme/renewal-window.policy.ts'

const now = Date.parse('2026-11-21T08:00:00Z')
const minute = 60_000
const day = 86_400_000
const info = (start: string, end: string) => ({ suggestedWindow: { start, end } })

describe('the suggested window', () => {
  test('is taken with fractions of a second and other time zones', () => {
    const window = renewalWindowOf(info('2026-12-01T02:00:00.5+02:00', '2026-12-02T00:00:00Z'), now, day / 2)
    expect(window).toMatchObject({ start: Date.parse('2026-12-01T00:00:00.500Z'), end: Date.parse('2026-12-02T00:00:00Z') })
  })

  test.each([
    ['2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['tomorrow', '2026-12-01T00:00:00Z'],
    ['2026-12-01T00:00:00Z', ''],
  ])('from %s to %s is none', (start, end) => {
    expect(renewalWindowOf(info(start, end), now, day)).toBeUndefined()
  })

  test('is asked for again between a minute and a day from now, whatever the authority says', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (wish) => {
        const window = renewalWindowOf(info('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'), now, wish)
        const wait = (window?.askAgainAt ?? 0) - now
        expect(wait >= minute && wait <= day).toBe(true)
      }),
    )
  })
})
