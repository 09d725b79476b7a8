import type { Kysely } from 'kysely'
import type { Listen } from './listen.ts'
import type { CloudTables } from './schema.ts'

export interface OpenDatabase {
  db: Kysely<CloudTables>
  /** Ends with the database. */
  listen: Listen
  close(): Promise<void>
}
