import type { HeldLicence } from '@mylzip/shared/domain/entitlement.policy.ts'
import { planNames } from '@mylzip/shared/domain/plans.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { LicenceTable } from '../../plugins/database/tables/licences.ts'

export type LicenceRow = Pick<LicenceTable, 'id' | 'plan' | 'devices' | 'source' | 'starts_at' | 'ends_at' | 'withdrawn_at'>

export interface TeamStanding {
  /** The best that holds: the higher plan, then the one for more devices, then the one that ends later. */
  held: (HeldLicence & { id: string }) | null
  ended: HeldLicence | null
}

/** What a team's licences come to at this moment. They are not added up: the best one counts. */
export function standingOf(rows: readonly LicenceRow[], now: Instant): TeamStanding {
  const begun = rows.filter(({ starts_at }) => starts_at <= now).map(asHeld)
  return {
    held: best(begun.filter(({ endsAt }) => endsAt > now)) ?? null,
    ended: best(begun.filter(({ endsAt }) => endsAt <= now)) ?? null,
  }
}

function asHeld({ id, plan, devices, ends_at, withdrawn_at }: LicenceRow) {
  return { id, plan, devices, endsAt: Math.min(ends_at, withdrawn_at ?? ends_at) }
}

function best<Licence extends HeldLicence>(licences: readonly Licence[]): Licence | undefined {
  const rank = ({ plan }: Licence) => planNames.indexOf(plan)
  const seats = ({ devices }: Licence) => devices ?? Number.POSITIVE_INFINITY
  return licences.toSorted((one, other) => {
    if (rank(one) !== rank(other)) return rank(other) - rank(one)
    return seats(one) === seats(other) ? other.endsAt - one.endsAt : seats(other) > seats(one) ? 1 : -1
  })[0]
}
