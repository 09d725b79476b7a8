import { type Kysely, sql } from 'kysely'

/** What the organisation has set for certificates, and further names of the device; column meanings: ../schema.ts. */
const statements = [
  `ALTER TABLE certificates ADD COLUMN own_choices TEXT`,
  `ALTER TABLE device ADD COLUMN more_names TEXT NOT NULL DEFAULT '[]'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
