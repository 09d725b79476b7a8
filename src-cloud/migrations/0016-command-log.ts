import { type Kysely, sql } from 'kysely'

/** Which numbering the devices' commands have; column meanings: plugins/database/tables/ssl.ts. */
const statements = [
  `CREATE TABLE command_log (one integer PRIMARY KEY CHECK (one = 1), id uuid NOT NULL)`,
  `INSERT INTO command_log (one, id) VALUES (1, gen_random_uuid())`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
