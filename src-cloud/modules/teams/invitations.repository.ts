import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { InvitationTable } from '../../plugins/database/tables/accounts.ts'

/** In place of an earlier one to the same address, whose link is over. */
export async function putInvitation(db: Kysely<CloudTables>, invitation: InvitationTable): Promise<void> {
  const { id, team_id, email_key, ...changed } = invitation
  await db
    .insertInto('invitations')
    .values(invitation)
    .onConflict((earlier) => earlier.columns(['team_id', 'email_key']).doUpdateSet({ id, ...changed }))
    .execute()
}

export function invitationsOf(db: Kysely<CloudTables>, teamId: string, now: Instant, limit: number, after = '') {
  return db
    .selectFrom('invitations')
    .select(['id', 'email', 'email_key', 'role', 'created_at', 'expires_at'])
    .where('team_id', '=', teamId)
    .where('expires_at', '>', now)
    .where('email_key', '>', after)
    .orderBy('email_key')
    .limit(limit)
    .execute()
}

export function findInvitation(db: Kysely<CloudTables>, secretHash: string, now: Instant) {
  return db
    .selectFrom('invitations')
    .innerJoin('teams', 'teams.id', 'invitations.team_id')
    .select(['invitations.team_id', 'teams.name', 'teams.slug', 'invitations.email', 'invitations.email_key', 'invitations.role'])
    .where('secret_hash', '=', secretHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** By its link or its id; undefined when it is gone already. */
export async function takeInvitation(
  db: Kysely<CloudTables>,
  which: { secretHash: string } | { teamId: string; id: string },
  now: Instant,
) {
  return db
    .deleteFrom('invitations')
    .where('expires_at', '>', now)
    .$if('secretHash' in which, (query) => query.where('secret_hash', '=', 'secretHash' in which ? which.secretHash : ''))
    .$if('id' in which, (query) =>
      query.where('id', '=', 'id' in which ? which.id : '').where('team_id', '=', 'id' in which ? which.teamId : ''),
    )
    .returning(['team_id', 'email', 'role'])
    .executeTakeFirst()
}

/** Those that somebody made for one of these roles. */
export async function takeInvitationsBy(db: Kysely<CloudTables>, teamId: string, personId: string, roles: readonly TeamRole[]) {
  return db
    .deleteFrom('invitations')
    .where('team_id', '=', teamId)
    .where('invited_by', '=', personId)
    .where('role', 'in', roles)
    .returning('email')
    .execute()
}

export async function removeExpiredInvitations(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('invitations').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function removeAllInvitations(db: Kysely<CloudTables>): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('invitations').executeTakeFirst()
  return Number(numDeletedRows)
}
