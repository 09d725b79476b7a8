import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { ApiTokenTable } from '../../plugins/database/tables/people.ts'

export async function insertApiToken(db: Kysely<CloudTables>, token: Insertable<ApiTokenTable>): Promise<void> {
  await db.insertInto('api_tokens').values(token).execute()
}

export function findLiveApiToken(db: Kysely<CloudTables>, secretHash: string, now: Instant) {
  return db
    .selectFrom('api_tokens')
    .select(['id', 'team_id as teamId', 'role', 'scopes', 'last_used_at as lastUsedAt'])
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .executeTakeFirst()
}

export async function markApiTokenUsed(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute()
}
