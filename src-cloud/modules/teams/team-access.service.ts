import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { lesserRole, roleAllows, type TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Kysely } from 'kysely'
import type { CallContext } from '../../plugins/call-context.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { ApiCallCounter } from '../licences/api-call-counter.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { LicenceRow } from '../licences/standing.policy.ts'
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
      const found = await findTeamFor(db, reference, person.kind === 'person' ? person.id : null)
      const role = found && roleOf(person, found)
      if (found === undefined || role === undefined) {
        throw new Refusal('TEAM_NOT_FOUND', { team: 'slug' in reference ? reference.slug : '' })
      }
      if (!roleAllows(role, needed)) throw new Refusal('ROLE_TOO_LOW', { needed, role })
      if (person.kind === 'api-token') {
        entitlements.requireForTeam(found.licences, 'api-tokens')
        apiCalls.count(found.id)
      }
      if (feature !== undefined) entitlements.requireForTeam(found.licences, feature)
      const { id: teamId, slug, name, licences } = found
      return { teamId, slug, name, role, licences, actor: { kind: person.kind, id: person.id } }
    },
  }
}

function roleOf(person: NonNullable<CallContext['person']>, team: { id: string; role: TeamRole | null }): TeamRole | undefined {
  if (person.kind === 'person') return team.role ?? undefined
  // A token is never an owner: what only owners may do is done by people.
  return person.teamId === team.id ? lesserRole(person.role, 'admin') : undefined
}
