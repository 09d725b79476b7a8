import { type Kysely, sql } from 'kysely'

/** Roots of authorities that no machine knows, and limits that hold for some names alone; column meanings: ../schema.ts. */
const statements = [
  `CREATE TABLE authority_roots (directory_url TEXT PRIMARY KEY, roots TEXT NOT NULL, added_at INTEGER NOT NULL) STRICT`,
  `CREATE TABLE name_limits (
     directory_url TEXT NOT NULL, name_set TEXT NOT NULL, failure_data TEXT NOT NULL, at INTEGER NOT NULL, retry_at INTEGER NOT NULL,
     PRIMARY KEY (directory_url, name_set)
   ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
