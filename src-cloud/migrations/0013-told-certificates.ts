import { type Kysely, sql } from 'kysely'

/** How far the cloud came with revoking a lost device's certificate; column meanings: plugins/database/tables/ssl.ts. */
const statements = [
  `ALTER TABLE device_certificates ADD COLUMN tries integer NOT NULL DEFAULT 0`,
  `ALTER TABLE device_certificates ADD COLUMN next_try_at bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE device_certificates ADD COLUMN refusal jsonb`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
