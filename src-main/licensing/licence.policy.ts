import type { LicenceClaims } from '@mylzip/shared/cloud-api/licences.ts'
import { type HeldLicence, type LicenceStanding, licenceRefusal } from '@mylzip/shared/domain/entitlement.policy.ts'
import { type PlanFeature, planFeatures, planHas } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, second, toTimestamp } from '@mylzip/shared/domain/time.ts'

/** How long a document holds that the cloud did not confirm since. */
export const grace = 14 * day

/** What the device has been told of its licence, or undefined before it was told anything. */
export type KnownLicence = Pick<LicenceClaims, 'iat' | 'held' | 'ended' | 'covered'> | undefined

/**
 * The moment a licence is judged by: the latest ever seen, so that a clock that was set back gains nothing. A new document
 * begins anew from the cloud's own time, so that one that was ahead once takes nothing away for good.
 */
export function latestSeen(seen: Instant, now: Instant): Instant {
  return Math.max(seen, now)
}

/**
 * Why a feature may not be used for something new, or undefined when it may. In this order: LICENCE_REQUIRED,
 * LICENCE_EXPIRED, LICENCE_UNCONFIRMED (never told, or not confirmed for 14 days), LICENCE_LIMIT_REACHED. Never asked
 * before a renewal.
 */
export function deviceRefusal(known: KnownLicence, feature: PlanFeature, now: Instant): Refusal | undefined {
  if (planHas('free', feature)) return undefined
  const unconfirmed = (reason: string) => new Refusal('LICENCE_UNCONFIRMED', { feature: planFeatures[feature], reason })
  if (known === undefined) return unconfirmed('the cloud has not told it yet')
  const refusal = licenceRefusal(standingOf(known), feature, now)
  if (refusal !== undefined && refusal.code !== 'LICENCE_LIMIT_REACHED') return refusal
  const confirmedAt = known.iat * second
  if (now - confirmedAt > grace) return unconfirmed(`the cloud confirmed it last on ${toTimestamp(confirmedAt)}`)
  return refusal
}

export function standingOf({ held, ended, covered }: NonNullable<KnownLicence>): LicenceStanding {
  return { held: heldOf(held), ended: heldOf(ended), covered }
}

function heldOf(told: LicenceClaims['held']): HeldLicence | null {
  return told && { plan: told.plan, devices: told.devices, endsAt: told.ends * second }
}
