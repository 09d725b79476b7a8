import { type PlanName, plans } from '@mylzip/shared/domain/plans.ts'
import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { sampleNow } from './samples.ts'

export const freeLicence: DeviceLicence = licenceOf('free', {
  licence: null,
  worksWithoutCloudUntil: null,
  limits: [
    { what: 'devices', limit: null, used: 1 },
    { what: 'ownDomains', limit: 0, used: 0 },
  ],
})

/** A licence as the agent tells of it, confirmed two hours ago. */
export function licenceOf(plan: PlanName, change: Partial<DeviceLicence> = {}): DeviceLicence {
  const confirmedAt = sampleNow - 2 * hour
  return {
    plan,
    state: 'valid',
    licence: { plan, devices: 5, endsAt: toTimestamp(sampleNow + 200 * day) },
    covered: true,
    confirmedAt: toTimestamp(confirmedAt),
    worksWithoutCloudUntil: toTimestamp(confirmedAt + 14 * day),
    features: [...plans[plan].features],
    limits: [],
    trialAvailable: plan === 'free',
    teamPage: 'https://cloud.example/teams/acme',
    ...change,
  }
}
