import type { DeviceTeamUsage } from '@mylzip/shared/cloud-api/licences.ts'
import { type LicenceStanding, planInForce } from '@mylzip/shared/domain/entitlement.policy.ts'
import { limitNames, type PlanName, plans } from '@mylzip/shared/domain/plans.ts'
import { day, type Instant, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { grace, type KnownLicence, standingOf } from './licence.policy.ts'

/** Without a word of the cloud for so long it is worth saying: it is asked every six hours. */
const silence = day

/** What a person reads of the licence: from the document that is kept here and, where the cloud answered, what it counts. */
export function viewLicence(known: KnownLicence, told: DeviceTeamUsage | undefined, now: Instant): DeviceLicence {
  const standing = known && standingOf(known)
  const confirmedAt = known === undefined ? null : known.iat * second
  const state = stateOf(standing, confirmedAt, now)
  const plan = standing === undefined || state === 'unconfirmed' ? 'free' : planInForce(standing, now)
  const shown = standing?.held ?? standing?.ended ?? null
  return {
    plan,
    state,
    licence: shown && { plan: shown.plan, devices: shown.devices, endsAt: toTimestamp(shown.endsAt) },
    covered: standing?.covered ?? true,
    confirmedAt: confirmedAt === null ? null : toTimestamp(confirmedAt),
    worksWithoutCloudUntil: plan === 'free' || confirmedAt === null ? null : until(standing, confirmedAt),
    features: [...plans[plan].features],
    limits: limitsOf(plan, standing, told),
    ...(told && { trialAvailable: told.trialAvailable, teamPage: told.teamPage }),
  }
}

function stateOf(standing: LicenceStanding | undefined, confirmedAt: Instant | null, now: Instant): DeviceLicence['state'] {
  if (standing === undefined || confirmedAt === null) return 'unconfirmed'
  const { held, ended } = standing
  const holds = held !== null && held.endsAt > now
  // Nothing that costs was ever held: there is nothing to confirm.
  if (!holds) return held === null && ended === null ? 'valid' : 'expired'
  if (now - confirmedAt > grace) return 'unconfirmed'
  return now - confirmedAt > silence ? 'grace' : 'valid'
}

function until(standing: LicenceStanding | undefined, confirmedAt: Instant): string {
  return toTimestamp(Math.min(confirmedAt + grace, standing?.held?.endsAt ?? Number.POSITIVE_INFINITY))
}

/** What the cloud counts is the team's. Without it, what the plan has is known, and what is used of it is not. */
function limitsOf(plan: PlanName, standing: LicenceStanding | undefined, told: DeviceTeamUsage | undefined): DeviceLicence['limits'] {
  const ofPlan = plan === 'free' ? plans.free.limits : { ...plans[plan].limits, devices: standing?.held?.devices ?? null }
  return limitNames.map((what) => {
    const counted = told?.usage.find((usage) => usage.what === what)
    return counted ? { what, limit: counted.limit, used: counted.used } : { what, limit: ofPlan[what] }
  })
}
