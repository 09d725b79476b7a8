import { type Kysely, sql } from 'kysely'

/** The device's next key, and since when it has the one it uses; column meanings: ../schema.ts. */
const statements = [`ALTER TABLE device ADD COLUMN sealed_next_key BLOB`, `ALTER TABLE device ADD COLUMN key_since INTEGER`]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
