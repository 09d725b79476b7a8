import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../../plugins/database/schema.ts'

/** A name whose records have changed, until every place shows them. Written with the change itself, so that no crash forgets it. */
export async function markPending(trx: Transaction<CloudTables>, nameKeys: readonly string[], now: Instant): Promise<void> {
  if (nameKeys.length === 0) return
  const rows = [...new Set(nameKeys)].sort().map((name_key) => ({ name_key, version: 1, changed_at: now }))
  await trx
    .insertInto('pending_names')
    .values(rows)
    .onConflict((known) => known.column('name_key').doUpdateSet({ version: sql<number>`pending_names.version + 1`, changed_at: now }))
    .execute()
}

export async function versionOf(db: Kysely<CloudTables>, nameKey: string): Promise<number> {
  const row = await db.selectFrom('pending_names').select('version').where('name_key', '=', nameKey).executeTakeFirst()
  return row?.version ?? 0
}

export async function removePending(db: Kysely<CloudTables>, nameKey: string, version: number): Promise<void> {
  await db.deleteFrom('pending_names').where('name_key', '=', nameKey).where('version', '<=', version).execute()
}

/** Those that are due, the one that was tried longest ago first: whatever fails again holds up nobody else. */
export function duePending(db: Kysely<CloudTables>, changedBefore: Instant, now: Instant, most: number) {
  return db
    .selectFrom('pending_names')
    .select(['name_key as key', 'tries'])
    .where('changed_at', '<=', changedBefore)
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .orderBy('changed_at')
    .limit(most)
    .execute()
}

export async function postponePending(db: Kysely<CloudTables>, nameKey: string, tries: number, next: Instant): Promise<void> {
  await db.updateTable('pending_names').set({ tries, next_try_at: next }).where('name_key', '=', nameKey).execute()
}
