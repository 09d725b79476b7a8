import type { ApiScope } from '@mylzip/shared/domain/api-scopes.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType } from 'kysely'

export interface PeopleTables {
  people: PersonTable
  sessions: SessionTable
  api_tokens: ApiTokenTable
}

export interface PersonTable {
  id: string
  /** As the person wrote it: mail goes there. */
  email: string
  /** Lower case, NFKC: one account for one mailbox, however it is written. */
  email_key: string
  name: string
  /** argon2id in the PHC format, null until one was chosen. */
  password_hash: string | null
  verified_at: Instant | null
  /** The TOTP secret (RFC 6238), sealed with the operator's master key. */
  sealed_totp: string | null
  totp_confirmed_at: Instant | null
  /** The last time step used: a code is good once. */
  totp_last_step: number | null
  created_at: Instant
}

export interface SessionTable {
  id: string
  person_id: string
  /** SHA-256 of the cookie's secret, hex. */
  secret_hash: string
  created_at: Instant
  last_used_at: Instant
  expires_at: Instant
  ended_at: Instant | null
  /** Where and with what it was begun, for the list a person sees. */
  address: string
  user_agent: string
}

/** What a program uses in a person's place, for one team. */
export interface ApiTokenTable {
  id: string
  team_id: string
  secret_hash: string
  /** Its first characters, to tell tokens apart in a list. */
  shown: string
  name: string
  /** It may no more than this role may, nor more than the scopes say. */
  role: TeamRole
  scopes: ColumnType<ApiScope[], string, never>
  created_by: string | null
  created_at: Instant
  expires_at: Instant | null
  revoked_at: Instant | null
  last_used_at: Instant | null
}
