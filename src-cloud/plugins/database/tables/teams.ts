import type { TeamAuditAction } from '@mylzip/shared/domain/team-audit-actions.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType } from 'kysely'

export interface TeamTables {
  teams: TeamTable
  team_members: TeamMemberTable
  team_audit: TeamAuditTable
  team_audit_personal: TeamAuditPersonalTable
}

export interface TeamTable {
  id: string
  /** The label that all of the team's names end in, below the zone. Never given to another team. */
  slug: string
  name: string
  created_at: Instant
}

export interface TeamMemberTable {
  team_id: string
  person_id: string
  role: TeamRole
  joined_at: Instant
}

export type AuditFacts = Readonly<Record<string, string | number | boolean>>

/** One entry of a team's log. `hash` covers everything here and the entry before; never changed, never deleted. */
export interface TeamAuditTable {
  team_id: string
  /** From 1, without a gap. */
  seq: number
  at: Instant
  action: TeamAuditAction
  actor_kind: 'person' | 'device' | 'api-token' | 'operator' | 'cloud'
  /** An id, which says nothing about a person once their row is gone. */
  actor_id: string | null
  facts: ColumnType<AuditFacts, string, never>
  /** Of each personal field the SHA-256 of its salt and value, hex: the chain stays whole when the values are deleted. */
  personal: ColumnType<Readonly<Record<string, string>>, string, never>
  previous: string
  hash: string
}

/** What an entry says about a person: salt and value go when the person asks for it, or is deleted. */
export interface TeamAuditPersonalTable {
  team_id: string
  seq: number
  field: string
  /** Whose it is, so that all of it is found. */
  person_id: string | null
  salt: string
  value: string
}
