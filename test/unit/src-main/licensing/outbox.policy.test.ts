import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFinal, pauseAfterFailures } from '#main/licensing/outbox.policy.ts'

describe('the outbox', () => {
  test('waits at least a minute and at most an hour, longer after each failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, chance) => {
        const pause = pauseAfterFailures(failures, () => chance)
        expect(pause).toBeGreaterThanOrEqual(minute)
        expect(pause).toBeLessThanOrEqual(hour)
        expect(pauseAfterFailures(failures + 1, () => chance)).toBeGreaterThanOrEqual(pause)
      }),
    )
  })

  test('gives up only what the cloud understood and will never take', () => {
    expect(isFinal(new Refusal('AUDIT_HEAD_CONFLICT'))).toBe(true)
    expect(isFinal(new Refusal('CLOUD_REFUSED', { code: 'INPUT_INVALID' }))).toBe(true)
    expect(isFinal(new Refusal('CLOUD_REFUSED', { code: 'CALL_UNKNOWN' }))).toBe(false)
    for (const code of [
      'CLOUD_UNREACHABLE',
      'RATE_LIMITED',
      'DEVICE_UNKNOWN',
      'ACCESS_TOKEN_INVALID',
      'ASSERTION_INVALID',
      'DISK_FULL',
    ] as const) {
      expect(isFinal(new Refusal(code))).toBe(false)
    }
    expect(isFinal(new Error('a defect'))).toBe(false)
  })
})
