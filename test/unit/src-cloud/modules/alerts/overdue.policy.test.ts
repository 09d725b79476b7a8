import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mayJudge, overdueAt, watchedSince } from '#cloud/modules/alerts/overdue.policy.ts'

const state = (lifetime: number, change: object = {}, current: object = {}) =>
  ({
    version: '1',
    certificates: [
      {
        autoRenewal: true,
        renewal: null,
        current: { notBefore: toTimestamp(0), notAfter: toTimestamp(lifetime), revokedAt: null, ...current },
        ...change,
      },
    ],
  }) as unknown as DeviceState

it.each([
  ['90 days', 90 * day, 67.5 * day],
  ['47 days', 47 * day, 35.25 * day],
  ['6 days', 6 * day, 4.5 * day],
])('a certificate of %s that was due after two thirds of its life is overdue after three quarters', (_, lifetime, moment) =>
  expect(overdueAt(state(lifetime))).toBe(moment),
)

it('nothing is overdue that is not renewed by itself, was revoked, or is not there', () => {
  expect(overdueAt(state(90 * day, { autoRenewal: false }))).toBeNull()
  expect(overdueAt(state(90 * day, {}, { revokedAt: toTimestamp(1) }))).toBeNull()
  expect(overdueAt(state(90 * day, { current: null }))).toBeNull()
  expect(overdueAt({ version: '1', certificates: [] })).toBeNull()
})

it('however late the device plans to renew, somebody knows with an eighth of the life left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 800 }), (days, plan) => {
      const renewal = { at: toTimestamp(plan * day), reason: 'age' }
      expect(overdueAt(state(days * day, { renewal }))).toBeLessThanOrEqual((days * day * 7) / 8)
    }),
  )
})

it('a look after an hour’s gap begins the watch anew, and judges an hour later', () => {
  expect(watchedSince({ began_at: 0, last_at: 10 * hour }, 10 * hour + 60_000)).toBe(0)
  expect(watchedSince({ began_at: 0, last_at: 10 * hour }, 12 * hour)).toBe(12 * hour)
  expect(watchedSince(undefined, hour)).toBe(hour)
  expect([mayJudge(0, hour - 1), mayJudge(0, hour)]).toEqual([false, true])
})
