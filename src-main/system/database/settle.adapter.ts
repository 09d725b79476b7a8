import { type Kysely, sql } from 'kysely'
import type { AgentTables } from './schema.ts'

/**
 * Closes a database so that its one file holds everything, and may be renamed. Closing alone sees to that too, but says
 * nothing when the disk is full.
 */
export async function closeInOneFile(db: Kysely<AgentTables>): Promise<void> {
  try {
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
  } finally {
    await db.destroy()
  }
}
