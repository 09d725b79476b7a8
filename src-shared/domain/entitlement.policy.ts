import { leastPlanWith, type PlanFeature, type PlanName, planFeatures, planHas, plans } from './plans.ts'
import { Refusal } from './refusal.ts'
import { type Instant, toTimestamp } from './time.ts'

export interface HeldLicence {
  plan: PlanName
  /** How many of the team's devices it is for, the ones longest in the team first; null: all. */
  devices: number | null
  endsAt: Instant
}

/** What a team's licences come to, for one of its devices or for the team itself. */
export interface LicenceStanding {
  held: HeldLicence | null
  /** The best that has ended or was withdrawn. */
  ended: HeldLicence | null
  /** Whether the device is among those that the licence is for. */
  covered: boolean
}

/** What everybody has who never took a licence. */
export const withoutLicence: LicenceStanding = { held: null, ended: null, covered: true }

/**
 * Why something that costs may not be begun now, or undefined when it may: LICENCE_REQUIRED (no plan the team ever had
 * has it), LICENCE_EXPIRED (it had one), LICENCE_LIMIT_REACHED (its licence is for fewer devices). Never asked before a
 * renewal: losing a licence stops nothing that is managed already.
 */
export function licenceRefusal({ held, ended, covered }: LicenceStanding, feature: PlanFeature, now: Instant): Refusal | undefined {
  if (planHas('free', feature)) return undefined
  const words = planFeatures[feature]
  const current = held !== null && held.endsAt > now ? held : null
  if (current !== null && planHas(current.plan, feature)) {
    return covered ? undefined : new Refusal('LICENCE_LIMIT_REACHED', { limit: current.devices ?? 0, what: 'devices' })
  }
  const lost = [current === null ? held : null, ended].find((one) => one !== null && planHas(one.plan, feature))
  if (lost) return new Refusal('LICENCE_EXPIRED', { feature: words, endedAt: toTimestamp(lost.endsAt) })
  return new Refusal('LICENCE_REQUIRED', { feature: words, plan: plans[leastPlanWith(feature)].name })
}

/** The plan as a device has it at this moment. */
export function planInForce({ held, covered }: LicenceStanding, now: Instant): PlanName {
  return held !== null && covered && held.endsAt > now ? held.plan : 'free'
}
