import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { SessionTable } from '../../plugins/database/tables/people.ts'

export async function insertSession(db: Kysely<CloudTables>, session: SessionTable): Promise<void> {
  await db.insertInto('sessions').values(session).execute()
}

export function findLiveSession(db: Kysely<CloudTables>, secretHash: string, now: Instant) {
  return db
    .selectFrom('sessions')
    .select(['id', 'person_id', 'last_used_at'])
    .where('secret_hash', '=', secretHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export async function markSessionUsed(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('sessions').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** Those that are not over, the last used first. */
export function liveSessionsOf(db: Kysely<CloudTables>, personId: string, now: Instant) {
  return db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_used_at', 'expires_at', 'address', 'user_agent'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_used_at', 'desc')
    .execute()
}

/** One of a person's sessions, all but one, or all. */
export async function endSessions(
  db: Kysely<CloudTables>,
  personId: string,
  { now, only, but }: { now: Instant; only?: string; but?: string },
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .$if(but !== undefined, (query) => query.where('id', '!=', but ?? ''))
    .execute()
}

export async function endAllSessions(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numUpdatedRows } = await db.updateTable('sessions').set({ ended_at: now }).where('ended_at', 'is', null).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Where somebody was signed in is kept no longer than anybody has a use for it. */
export async function removeOldSessions(db: Kysely<CloudTables>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where((row) => row.or([row('expires_at', '<', before), row('ended_at', '<', before)]))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
