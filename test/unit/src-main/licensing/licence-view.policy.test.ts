import { plans } from '@mylzip/shared/domain/plans.ts'
import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { expect, it } from 'vitest'
import { viewLicence } from '#main/licensing/licence-view.policy.ts'

const told = Date.UTC(2026, 10, 27)
const inSeconds = (at: number) => at / 1_000
const premium = { plan: 'premium', devices: 5, ends: inSeconds(told + 365 * day) } as const
const known = { iat: inSeconds(told), held: premium, ended: null, covered: true }

it('a device that was never told of a licence has what is free, and says that it does not know more', () => {
  expect(viewLicence(undefined, undefined, told)).toMatchObject({ plan: 'free', state: 'unconfirmed', licence: null, confirmedAt: null })
})

it('a device that is not among those that the licence is for has what is free', () => {
  const view = viewLicence({ ...known, covered: false }, undefined, told)
  expect(view).toMatchObject({ plan: 'free', state: 'valid', covered: false, licence: { plan: 'premium', devices: 5 } })
  expect(view.features).toEqual(plans.free.features)
})

it('a licence that ends before the days of grace do works that long and no longer', () => {
  const ending = { ...known, held: { ...premium, ends: inSeconds(told + day) } }
  expect(viewLicence(ending, undefined, told + hour).worksWithoutCloudUntil).toBe(toTimestamp(told + day))
  expect(viewLicence(ending, undefined, told + day)).toMatchObject({ plan: 'free', state: 'expired', worksWithoutCloudUntil: null })
})

it('what the cloud counts stands beside its limit, and what nobody counted has none', () => {
  const usage = [{ what: 'devices', used: 4, limit: 5, warning: 80 }] as const
  const page = { trialAvailable: false, teamPage: 'https://cloud.example/teams/acme' }
  const view = viewLicence(known, { usage: [...usage], ...page }, told)
  expect(view.limits).toEqual([
    { what: 'devices', limit: 5, used: 4 },
    { what: 'ownDomains', limit: 100 },
    { what: 'monitors', limit: 25 },
    { what: 'apiCalls', limit: 100_000 },
  ])
  expect(DeviceLicence.parse(view)).toEqual(view)
})
