import { type Kysely, sql } from 'kysely'

/** Tokens by which programs of this machine ask the agent; column meanings: ../program-tables.ts. */
const statement = `CREATE TABLE local_tokens (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, shown TEXT NOT NULL, hash BLOB NOT NULL UNIQUE,
  level TEXT NOT NULL CHECK (level IN ('read', 'operate')), created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  revoked_at INTEGER, last_used_at INTEGER
) STRICT`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db)
}
