import { type LicenceStanding, licenceRefusal, planInForce } from '@mylzip/shared/domain/entitlement.policy.ts'
import type { PlanFeature, PlanName } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { isAmongFirst, licencesOf } from './licences.repository.ts'
import { type LicenceRow, standingOf, type TeamStanding } from './standing.policy.ts'
import { limitsOf } from './usage.policy.ts'
import { countOwnDomains, isOwnDomainOf } from './usage.repository.ts'

type OfTeam = { id: string; teamId: string }

export interface Entitlements {
  /** For a team with these licences. Refuses, in this order, with LICENCE_REQUIRED, LICENCE_EXPIRED or LICENCE_LIMIT_REACHED. */
  requireForTeam(licences: readonly LicenceRow[], feature: PlanFeature): void
  /** The same for one of a team's devices, which has to be among those the licence is for. */
  requireForDevice(device: OfTeam, features: readonly PlanFeature[]): Promise<void>
  /** Before a domain is proven by way of the cloud that the team did not prove before. */
  requireOwnDomain(device: OfTeam, name: string): Promise<void>
  standingOf(device: OfTeam): Promise<LicenceStanding>
  /** Of a device whose team has these licences. */
  planOf(device: OfTeam, licences: readonly LicenceRow[]): Promise<PlanName>
}

/** What plans allow. Asked before something is begun, and never before what is there already goes on. */
export function createEntitlements({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): Entitlements {
  async function deviceStanding(device: OfTeam, licences?: readonly LicenceRow[]): Promise<LicenceStanding & TeamStanding> {
    const standing = standingOf(licences ?? (await licencesOf(db, device.teamId)), clock.now())
    const seats = standing.held?.devices ?? null
    return { ...standing, covered: seats === null || (await isAmongFirst(db, device, seats)) }
  }

  async function requireForDevice(device: OfTeam, features: readonly PlanFeature[]) {
    if (features.length === 0) return undefined
    const standing = await deviceStanding(device)
    for (const feature of features) refuse(licenceRefusal(standing, feature, clock.now()))
    return standing
  }

  return {
    requireForTeam(licences, feature) {
      refuse(licenceRefusal({ ...standingOf(licences, clock.now()), covered: true }, feature, clock.now()))
    },
    requireForDevice: async (device, features) => void (await requireForDevice(device, features)),
    async requireOwnDomain(device, name) {
      if (await isOwnDomainOf(db, device.teamId, name)) return
      const standing = await requireForDevice(device, ['own-domains'])
      const { ownDomains } = limitsOf(standing?.held ?? null)
      if (ownDomains !== null && (await countOwnDomains(db, device.teamId)) >= ownDomains)
        throw new Refusal('LICENCE_LIMIT_REACHED', { limit: ownDomains, what: 'domains of your own' })
    },
    standingOf: (device) => deviceStanding(device),
    planOf: async (device, licences) => planInForce(await deviceStanding(device, licences), clock.now()),
  }
}

function refuse(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw refusal
}
