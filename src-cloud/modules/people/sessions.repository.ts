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
