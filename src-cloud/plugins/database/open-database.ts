import type { Kysely } from 'kysely'
import type { CloudTables } from './schema.ts'

export interface OpenDatabase {
  db: Kysely<CloudTables>
  close(): Promise<void>
}
