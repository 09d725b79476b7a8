import { type Kysely, sql } from 'kysely'

/** Places in the zone where a device proves a customer's own name; column meanings: plugins/database/tables/. */
const statements = [
  `CREATE TABLE delegations (
     device_id uuid NOT NULL REFERENCES devices, name text NOT NULL,
     target text NOT NULL, target_key text COLLATE "C" NOT NULL UNIQUE, created_at bigint NOT NULL,
     PRIMARY KEY (device_id, name)
   )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
