import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { lesserRole, roleAllows, type TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Kysely } from 'kysely'
import type { CallContext } from '../../plugins/call-context.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { ApiCallCounter } from '../licences/api-call-counter.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { LicenceRow } from '../licences/standing.policy.ts'
import type { TokenHolder } from '../people/person-caller.ts'
import { findTeamFor } from './members.repository.ts'

/** A caller inside a team: what may be done there was checked. */
export interface TeamCaller {
  teamId: string
  slug: string
  name: string
  role: TeamRole
  actor: { kind: 'person' | 'api-token'; id: string }
  /** All it ever had. */
  licences: readonly LicenceRow[]
}

/** How the caller names the team: as people do, or by what belongs to it. */
export type TeamReference = { slug: string } | { id: string }

export interface TeamAccess {
  /**
   * Every call for members goes through here, with the role that its declaration needs. Refuses with TEAM_NOT_FOUND (for a
   * team one does not belong to as well: who exists is nobody else's business) or ROLE_TOO_LOW, then with
   * LICENCE_REQUIRED, LICENCE_EXPIRED or LICENCE_LIMIT_REACHED where the declaration, or the API token, needs a plan that has it.
   */
  enter(context: Pick<CallContext, 'feature' | 'person' | 'role'>, team: TeamReference): Promise<TeamCaller>
}

interface Needs {
  db: Kysely<CloudTables>
  entitlements: Pick<Entitlements, 'requireForTeam'>
  apiCalls: Pick<ApiCallCounter, 'count'>
}

export function createTeamAccess({ db, entitlements, apiCalls }: Needs): TeamAccess {
  return {
    async enter({ person, role: needed, feature }, reference) {
      if (person === undefined || needed === undefined) throw new Refusal('SIGN_IN_NEEDED')
      const found = person.kind === 'person' ? await findTeamFor(db, reference, person.id) : ofToken(person, reference)
      if (!found?.role) throw new Refusal('TEAM_NOT_FOUND', { team: 'slug' in reference ? reference.slug : '' })
      const { id: teamId, slug, name, role, licences } = found
      if (!roleAllows(role, needed)) throw new Refusal('ROLE_TOO_LOW', { needed, role })
      if (person.kind === 'api-token') {
        entitlements.requireForTeam(licences, 'api-tokens')
        apiCalls.count(teamId)
      }
      if (feature !== undefined) entitlements.requireForTeam(licences, feature)
      return { teamId, slug, name, role, licences, actor: { kind: person.kind, id: person.id } }
    },
  }
}

/** A token is never an owner: what only owners may do is done by people. */
function ofToken({ team, role }: TokenHolder, reference: TeamReference) {
  const isOwn = 'slug' in reference ? reference.slug === team.slug : reference.id === team.id
  return isOwn ? { ...team, role: lesserRole(role, 'admin') } : undefined
}
