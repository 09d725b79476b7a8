import { type Kysely, sql } from 'kysely'

/** Teams' accounts at authorities, and which device placed which order with them; column meanings: plugins/database/tables/acme-accounts.ts. */
const statements = [
  `CREATE TABLE team_acme_accounts (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, directory_url text COLLATE "C" NOT NULL,
     state text NOT NULL CHECK (state IN ('opening', 'valid', 'ended')), sealed_key text, key_thumbprint text NOT NULL,
     account_url text, contact jsonb NOT NULL, created_at bigint NOT NULL, ended_at bigint,
     CHECK ((state = 'ended') = (sealed_key IS NULL))
   )`,
  `CREATE UNIQUE INDEX one_live_acme_account ON team_acme_accounts (team_id, directory_url) WHERE state <> 'ended'`,
  `CREATE INDEX acme_accounts_of_team ON team_acme_accounts (team_id, created_at)`,
  `CREATE TABLE acme_orders (
     id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES team_acme_accounts, device_id uuid NOT NULL REFERENCES devices,
     url text COLLATE "C" NOT NULL, names jsonb NOT NULL, name_set text COLLATE "C" NOT NULL, profile text,
     created_at bigint NOT NULL, key_hash text COLLATE "C", fingerprint text COLLATE "C", serial text, ari_id text COLLATE "C",
     not_after bigint, revoked_at bigint, kept_until bigint NOT NULL, UNIQUE (account_id, url)
   )`,
  `CREATE INDEX acme_orders_of_device ON acme_orders (device_id, account_id, created_at)`,
  `CREATE INDEX acme_orders_of_account ON acme_orders (account_id, created_at)`,
  `CREATE INDEX acme_orders_by_certificate ON acme_orders (device_id, fingerprint) WHERE fingerprint IS NOT NULL`,
  `CREATE INDEX acme_orders_by_end ON acme_orders (kept_until)`,
  `CREATE TABLE acme_order_urls (
     account_id uuid NOT NULL REFERENCES team_acme_accounts, url text COLLATE "C" NOT NULL, kind text NOT NULL,
     order_id uuid NOT NULL REFERENCES acme_orders ON DELETE CASCADE, PRIMARY KEY (account_id, url)
   )`,
  `CREATE INDEX acme_order_urls_of_order ON acme_order_urls (order_id)`,
  `CREATE TABLE acme_keys (
     key_hash text COLLATE "C" PRIMARY KEY, device_id uuid NOT NULL REFERENCES devices, used_at bigint NOT NULL
   )`,
  `CREATE INDEX acme_keys_by_use ON acme_keys (used_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
