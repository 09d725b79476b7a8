import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { UsedAssertionTable } from '../../plugins/database/tables/devices.ts'

/** False when it was used before, at this instance or another. */
export async function useOnce(db: Kysely<CloudTables>, assertion: UsedAssertionTable): Promise<boolean> {
  const inserted = await db
    .insertInto('used_assertions')
    .values(assertion)
    .onConflict((used) => used.columns(['device_id', 'jti']).doNothing())
    .returning('jti')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function removeExpiredAssertions(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('used_assertions').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
