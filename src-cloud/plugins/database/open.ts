import type { Kysely } from 'kysely'
import type { CloudTables } from './schema.ts'

export interface OpenDatabase {
  db: Kysely<CloudTables>
  close(): Promise<void>
}

/**
 * PGlite in `folder`, which one process at a time may have (DATA_FOLDER_IN_USE). A new folder starts as a copy of
 * `template` when given. The caller migrates.
 */
export declare function openEmbeddedDatabase(place: { folder: string; template?: string | undefined }): Promise<OpenDatabase>

/** PostgreSQL 15 or newer. */
export declare function openPostgres(url: string): OpenDatabase

/** Applies what is missing. Safe to run from several instances at once. Refuses with DATABASE_NEWER. */
export declare function migrate(db: Kysely<CloudTables>): Promise<void>

/** Makes a migrated, empty PGlite data folder to copy from: made at build time, it saves seconds at the first start. */
export declare function makeDatabaseTemplate(folder: string): Promise<void>
