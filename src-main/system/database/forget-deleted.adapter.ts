import { type Kysely, sql } from 'kysely'
import type { AgentTables } from './schema.ts'

/**
 * Leaves nothing in the files of what was deleted: `secure_delete` (connect.adapter.ts) overwrites it in the database
 * itself, but the log beside it (WAL) still holds the pages as they were until it is written back and cut off. One that
 * somebody reads at the same moment is cut off the next time, at the latest when the database is closed.
 */
export async function forgetDeleted(db: Kysely<AgentTables>): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
}
