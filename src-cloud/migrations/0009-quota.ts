import { type Kysely, sql } from 'kysely'

/** Orders that wait for room in an authority's limits; column meanings: plugins/database/tables/quota.ts. */
const statements = [
  `CREATE TABLE quota_domains (directory text COLLATE "C" NOT NULL, domain text COLLATE "C" NOT NULL, PRIMARY KEY (directory, domain))`,
  `CREATE TABLE quota_orders (
     id uuid PRIMARY KEY, directory text COLLATE "C" NOT NULL, domain text COLLATE "C" NOT NULL,
     team_id uuid NOT NULL REFERENCES teams, device_id uuid NOT NULL REFERENCES devices, name_set text COLLATE "C" NOT NULL,
     address text COLLATE "C", asked_at bigint NOT NULL, promised_at bigint NOT NULL, granted_at bigint
   )`,
  `CREATE UNIQUE INDEX one_waiting_order ON quota_orders (directory, domain, device_id, name_set) WHERE granted_at IS NULL`,
  `CREATE INDEX quota_orders_by_device ON quota_orders (device_id)`,
  `CREATE INDEX waiting_orders ON quota_orders (directory, domain, team_id, asked_at) WHERE granted_at IS NULL`,
  `CREATE INDEX granted_orders ON quota_orders (directory, domain, granted_at) WHERE granted_at IS NOT NULL`,
  `CREATE INDEX new_accounts ON quota_orders (directory, address, granted_at) WHERE address IS NOT NULL`,
  `CREATE INDEX quota_orders_by_team ON quota_orders (team_id, asked_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
