import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

/**
 * Counts a try in one statement, so that many at once are as many: GCRA (ITU-T I.371), a bucket of `burst` tries that
 * fills again by one every `interval` ms. Undefined when it is counted; otherwise when the next is possible.
 */
export async function countTry(
  db: Kysely<CloudTables>,
  key: string,
  { burst, interval }: { burst: number; interval: number },
  now: Instant,
): Promise<Instant | undefined> {
  const settled = sql<number>`greatest(tries.settled_at, ${now}::bigint) + ${interval}::bigint`
  const counted = await db
    .insertInto('tries')
    .values({ key, settled_at: now + interval })
    .onConflict((known) =>
      known
        .column('key')
        .doUpdateSet({ settled_at: settled })
        .where(settled, '<=', now + burst * interval),
    )
    .returning('key')
    .executeTakeFirst()
  if (counted !== undefined) return undefined
  const row = await db.selectFrom('tries').select('settled_at').where('key', '=', key).executeTakeFirst()
  return (row?.settled_at ?? now) + interval - burst * interval
}

export async function forgetTries(db: Kysely<CloudTables>, key: string): Promise<void> {
  await db.deleteFrom('tries').where('key', '=', key).execute()
}

/** Gives one try back. */
export async function uncountTry(db: Kysely<CloudTables>, key: string, interval: number): Promise<void> {
  await db
    .updateTable('tries')
    .set({ settled_at: sql<number>`settled_at - ${interval}::bigint` })
    .where('key', '=', key)
    .execute()
}

export async function removeSettledTries(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('tries').where('settled_at', '<', now).executeTakeFirst()
  return Number(numDeletedRows)
}
