import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Generated } from 'kysely'

export interface AccountTables {
  mail_links: MailLinkTable
  mail_outbox: MailOutboxTable
  tries: TryTable
  recovery_codes: RecoveryCodeTable
  invitations: InvitationTable
}

/** A link that was mailed, good once. It names an address and no person: a row is written whether there is an account or not. */
export interface MailLinkTable {
  id: string
  kind: 'sign-up' | 'reset'
  email: string
  email_key: string
  /** SHA-256 of the link's secret, hex. */
  secret_hash: string
  created_at: Instant
  expires_at: Instant
}

/** A mail that has to be sent yet. The row goes once a server has taken it. */
export interface MailOutboxTable {
  id: string
  /** Address, subject and text, sealed with the operator's master key: links that let somebody in stand in it. */
  sealed: string
  created_at: Instant
  /** When it is tried next; while an instance sends it, when another may take over. */
  due_at: Instant
  tries: Generated<number>
  /** What the mail server said last, without addresses. */
  last_error: string | null
  given_up_at: Instant | null
}

/** How often something was tried that must not be tried often, e.g. to sign in. */
export interface TryTable {
  /** What is counted, and for whom; an address of a person as a hash. */
  key: string
  /** When all tries so far are forgotten: the theoretical arrival time of GCRA (ITU-T I.371). */
  settled_at: Instant
}

/** What stands in for a code when the telephone is lost, good once. */
export interface RecoveryCodeTable {
  person_id: string
  /** SHA-256 of the code without its hyphens, hex. */
  code_hash: string
  used_at: Instant | null
}

/** Goes once it is accepted or withdrawn. One for each address and team. */
export interface InvitationTable {
  id: string
  team_id: string
  email: string
  email_key: string
  role: TeamRole
  secret_hash: string
  invited_by: string | null
  created_at: Instant
  expires_at: Instant
}
