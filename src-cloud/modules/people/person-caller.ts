import type { ApiScope } from '@mylzip/shared/domain/api-scopes.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { LicenceRow } from '../licences/standing.policy.ts'

/** A person who is signed in. */
export interface SignedIn {
  kind: 'person'
  id: string
  sessionId: string
}

/** A team, and all the licences it ever had. */
export interface LicensedTeam {
  id: string
  slug: string
  name: string
  licences: readonly LicenceRow[]
}

/** A program with an API token of a team's, which is read along with it: nearly every call of a program's needs both. */
export interface TokenHolder {
  kind: 'api-token'
  id: string
  team: LicensedTeam
  role: TeamRole
  scopes: readonly ApiScope[]
}

export type PersonCaller = SignedIn | TokenHolder
