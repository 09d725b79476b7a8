import { chmod, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { fileSuffixes } from './database-file.policy.ts'
import type { AgentTables } from './schema.ts'

/**
 * Writes the database as it is between two transactions into a new file, and leaves the rest of the agent at work.
 * What was deleted is not in it, not even in pages that nothing uses. Refuses with DISK_FULL or DATA_FOLDER_UNWRITABLE.
 */
export async function writeSnapshot(db: Kysely<AgentTables>, file: string): Promise<void> {
  try {
    await removeSnapshot(file)
    await sql`VACUUM INTO ${file}`.execute(db)
    await chmod(file, 0o600)
  } catch (error) {
    await removeSnapshot(file).catch(() => undefined)
    throw asDiskRefusal(error, dirname(file)) ?? error
  }
}

export async function removeSnapshot(file: string): Promise<void> {
  for (const suffix of fileSuffixes) await rm(file + suffix, { force: true })
}
