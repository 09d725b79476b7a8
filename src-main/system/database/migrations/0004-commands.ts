import { type Kysely, sql } from 'kysely'

/** What this device was told to do by its team, by way of the cloud; column meanings: ../schema.ts. */
const statements = [
  `ALTER TABLE certificates ADD COLUMN auto_renewal INTEGER NOT NULL DEFAULT 1`,
  `CREATE TABLE commands (
     id TEXT PRIMARY KEY, seq INTEGER NOT NULL, command TEXT NOT NULL, state TEXT NOT NULL, told_state TEXT,
     certificate_id TEXT, version INTEGER, run_id TEXT, result TEXT, failure TEXT,
     received_at INTEGER NOT NULL, ended_at INTEGER
   ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
