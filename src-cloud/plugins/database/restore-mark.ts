import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Kysely, sql } from 'kysely'
import type { CloudTables } from './schema.ts'

/** A table that is in the database from before a backup is restored into it until what must not be good again is taken from it. */
export const restoreMark = 'unfinished_restore'

/** Whether it is there already makes no difference: a restore that failed left it, and an otherwise empty database. */
export async function markRestore(db: Kysely<CloudTables>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS ${sql.id(restoreMark)} ()`.execute(db)
}

/** In the transaction that makes the database good to use. */
export async function unmarkRestore(trx: Kysely<CloudTables>): Promise<void> {
  await sql`DROP TABLE IF EXISTS ${sql.id(restoreMark)}`.execute(trx)
}

/** Refuses with RESTORE_UNFINISHED. */
export async function assertNoRestoreUnfinished(db: Kysely<CloudTables>): Promise<void> {
  const marks = await sql`SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = ${restoreMark}`.execute(db)
  if (marks.rows.length > 0) throw new Refusal('RESTORE_UNFINISHED', { reason: 'it was broken off' })
}
