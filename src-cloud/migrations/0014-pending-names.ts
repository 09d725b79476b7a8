import { type Kysely, sql } from 'kysely'

/** When a name that no server took is brought there next; column meanings: plugins/database/tables/dns.ts. */
const statements = [
  `ALTER TABLE pending_names ADD COLUMN tries integer NOT NULL DEFAULT 0`,
  `ALTER TABLE pending_names ADD COLUMN next_try_at bigint NOT NULL DEFAULT 0`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
