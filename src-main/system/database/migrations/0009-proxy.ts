import { type Kysely, sql } from 'kysely'

/** The proxy that a person chose; column meanings: ../program-tables.ts. */
const statements = [
  `CREATE TABLE proxy (
     id INTEGER PRIMARY KEY CHECK (id = 1), use TEXT NOT NULL, address TEXT, user_name TEXT, sealed_password BLOB, past TEXT NOT NULL
   ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
