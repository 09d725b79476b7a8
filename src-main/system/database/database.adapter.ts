import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from './schema.ts'

export interface AgentDatabase {
  db: Kysely<AgentTables>
  /** Where a damaged database was kept, when a new one had to be begun. */
  setAside: string | undefined
  close(): Promise<void>
}

/**
 * Opens, checks and migrates the agent's database; the caller holds the data lock. Refuses with NODE_TOO_OLD,
 * DATABASE_NEWER (the file untouched), DATABASE_NOT_DURABLE, DISK_FULL or DATA_FOLDER_UNWRITABLE. Whatever a query
 * meets later on a full or unwritable disk is refused with the same codes.
 */
export type OpenDatabase = (needs: { file: string; now: Instant }) => Promise<AgentDatabase>
