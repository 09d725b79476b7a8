import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

/** Logs grow at their end, so that a part stays what it was. */
interface LogPart {
  offset: number
  limit: number
}

/** What a team's log says about a person: by who they are, and by their address, as where they were invited. */
export function logEntriesAbout(db: Kysely<CloudTables>, personId: string, emailKey: string, { offset, limit }: LogPart) {
  return db
    .selectFrom('team_audit_personal as about')
    .innerJoin('team_audit as entry', (join) => join.onRef('entry.team_id', '=', 'about.team_id').onRef('entry.seq', '=', 'about.seq'))
    .innerJoin('teams', 'teams.id', 'about.team_id')
    .select(['teams.slug as team', 'entry.seq', 'entry.at', 'entry.action', 'entry.facts', 'about.field', 'about.value'])
    .where((row) => row.or([row('about.person_id', '=', personId), isEmail(emailKey)]))
    .orderBy('entry.at')
    .orderBy('entry.team_id')
    .orderBy('entry.seq')
    .orderBy('about.field')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** What a person did in their teams. */
export function logEntriesBy(db: Kysely<CloudTables>, personId: string, { offset, limit }: LogPart) {
  return db
    .selectFrom('team_audit as entry')
    .innerJoin('teams', 'teams.id', 'entry.team_id')
    .select(['teams.slug as team', 'entry.seq', 'entry.at', 'entry.action', 'entry.facts'])
    .where('actor_kind', '=', 'person')
    .where('actor_id', '=', personId)
    .orderBy('entry.at')
    .orderBy('entry.team_id')
    .orderBy('entry.seq')
    .offset(offset)
    .limit(limit)
    .execute()
}

export function invitationsTo(db: Kysely<CloudTables>, emailKey: string) {
  return db
    .selectFrom('invitations')
    .innerJoin('teams', 'teams.id', 'invitations.team_id')
    .select(['teams.slug as team', 'invitations.role', 'invitations.created_at', 'invitations.expires_at'])
    .where('email_key', '=', emailKey)
    .execute()
}

export function apiTokensMadeBy(db: Kysely<CloudTables>, personId: string) {
  return db
    .selectFrom('api_tokens')
    .innerJoin('teams', 'teams.id', 'api_tokens.team_id')
    .select(['teams.slug as team', 'api_tokens.name', 'api_tokens.shown', 'api_tokens.created_at'])
    .where('created_by', '=', personId)
    .execute()
}

/** Salt and value go; the hashes that the chain covers stay. */
export async function forgetInLogs(trx: Transaction<CloudTables>, personId: string, emailKey: string): Promise<void> {
  await trx
    .deleteFrom('team_audit_personal as about')
    .where((row) => row.or([row('about.person_id', '=', personId), isEmail(emailKey)]))
    .execute()
}

/** With sessions, memberships and recovery codes; and what is kept by address alone. */
export async function deletePerson(trx: Transaction<CloudTables>, personId: string, emailKey: string): Promise<void> {
  await trx.deleteFrom('invitations').where('email_key', '=', emailKey).execute()
  await trx.deleteFrom('mail_links').where('email_key', '=', emailKey).execute()
  await trx.deleteFrom('people').where('id', '=', personId).execute()
}

/** A team that nobody belongs to any more lets nobody in. Its devices keep their names and go on renewing. */
export async function withdrawLettingIn(trx: Transaction<CloudTables>, teamId: string, now: Instant): Promise<void> {
  await trx.deleteFrom('invitations').where('team_id', '=', teamId).execute()
  await trx.updateTable('api_tokens').set({ revoked_at: now }).where('team_id', '=', teamId).where('revoked_at', 'is', null).execute()
  await trx.updateTable('enrolment_tokens').set({ revoked_at: now }).where('team_id', '=', teamId).where('revoked_at', 'is', null).execute()
}

function isEmail(emailKey: string) {
  return sql<boolean>`about.field = 'email' and lower(about.value) = ${emailKey}`
}
