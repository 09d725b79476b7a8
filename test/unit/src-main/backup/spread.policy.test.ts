import { day, hour } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadAfterRestore } from '#main/backup/restore/spread.policy.ts'

const now = Date.UTC(2026, 10, 21, 9)

describe('what is due after a restore', () => {
  it.each([
    ['a plan that lies ahead stays', { at: now + day, notAfter: now + 30 * day, keyLost: false }, 0.5, now + day],
    ['what is due is begun within six hours', { at: now - day, notAfter: now + 30 * day, keyLost: false }, 0.5, now + 3 * hour],
    ['what ends soon is begun within the hour', { at: now - day, notAfter: now + 5 * hour, keyLost: false }, 0.5, now + hour / 2],
    ['what has ended is begun within the hour', { at: now - day, notAfter: now - day, keyLost: false }, 0.5, now + hour / 2],
    [
      'a certificate without its key is begun within the hour',
      { at: now + day, notAfter: now + 30 * day, keyLost: true },
      0.5,
      now + hour / 2,
    ],
  ])('%s', (_, due, chance, expected) => {
    expect(spreadAfterRestore(due, now, () => chance)).toBe(expected)
  })

  it('is never put off for longer than six hours, and never brought forward unless the key is lost', () => {
    const due = fc.record({
      at: fc.integer({ min: now - 90 * day, max: now + 90 * day }),
      notAfter: fc.integer({ min: now - day, max: now + 90 * day }),
      keyLost: fc.boolean(),
    })
    fc.assert(
      fc.property(due, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (each, chance) => {
        const at = spreadAfterRestore(each, now, () => chance)
        expect(at).toBeLessThanOrEqual(Math.max(each.at, now + 6 * hour))
        if (!each.keyLost) expect(at).toBeGreaterThanOrEqual(Math.min(each.at, now))
      }),
    )
  })
})
