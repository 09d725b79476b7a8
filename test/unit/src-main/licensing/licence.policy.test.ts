import { plans } from '@mylzip/shared/domain/plans.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deviceRefusal, grace, latestSeen } from '#main/licensing/licence.policy.ts'

const told = Date.UTC(2026, 10, 27)
const inSeconds = (at: number) => at / 1_000
const premium = { plan: 'premium', devices: null, ends: inSeconds(told + 365 * day) } as const
const known = { iat: inSeconds(told), held: premium, ended: null, covered: true }
const codeAt = (at: number, licence: Parameters<typeof deviceRefusal>[0] = known) => deviceRefusal(licence, 'wildcard', at)?.code

it('a licence holds for fourteen days without the cloud, and not a moment longer', () => {
  expect(codeAt(told + grace)).toBeUndefined()
  expect(codeAt(told + grace + 1)).toBe('LICENCE_UNCONFIRMED')
})

it('a licence that ends within the days of grace ends then', () => {
  const ending = { ...known, held: { ...premium, ends: inSeconds(told + day) } }
  expect(codeAt(told + day - 1, ending)).toBeUndefined()
  expect(codeAt(told + day, ending)).toBe('LICENCE_EXPIRED')
})

it('says first what no word of the cloud could change', () => {
  expect(deviceRefusal(undefined, 'wildcard', told)?.code).toBe('LICENCE_UNCONFIRMED')
  expect(codeAt(told + grace + day, { ...known, held: null })).toBe('LICENCE_REQUIRED')
  expect(codeAt(told + grace + day, { ...known, covered: false })).toBe('LICENCE_UNCONFIRMED')
  expect(codeAt(told, { ...known, covered: false })).toBe('LICENCE_LIMIT_REACHED')
})

it('whatever the clock is set to, nobody uses a licence longer than if it had gone right', () => {
  const clockReadings = fc.array(fc.integer({ min: told - 1_000 * day, max: told + 1_000 * day }), { minLength: 1 })
  fc.assert(
    fc.property(clockReadings, (readings) => {
      let seen = told
      let refused = false
      for (const reading of readings) {
        seen = latestSeen(seen, reading)
        const code = codeAt(seen)
        // Once the grace was seen to be over, no clock brings it back.
        if (refused) expect(code).toBeDefined()
        refused ||= code !== undefined
      }
    }),
  )
})

it('what is free needs no licence, no cloud and no clock', () => {
  for (const feature of plans.free.features) {
    expect(deviceRefusal(undefined, feature, told)).toBeUndefined()
    expect(deviceRefusal({ ...known, held: null }, feature, told + 100 * hour * 24)).toBeUndefined()
  }
})
