import type { ApiScope } from '@mylzip/shared/domain/api-scopes.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'

/** A person who is signed in. */
export interface SignedIn {
  kind: 'person'
  id: string
  sessionId: string
}

/** A program with an API token of a team's. */
export interface TokenHolder {
  kind: 'api-token'
  id: string
  teamId: string
  role: TeamRole
  scopes: readonly ApiScope[]
}

export type PersonCaller = SignedIn | TokenHolder
