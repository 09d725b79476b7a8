import { type Kysely, sql } from 'kysely'

/** Commands to devices, what devices tell of themselves, and devices that are lost; column meanings: plugins/database/tables/ssl.ts. */
const statements = [
  `ALTER TABLE devices ADD COLUMN blocked_at bigint`,
  `CREATE TABLE operations (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, device_id uuid NOT NULL REFERENCES devices, seq bigint NOT NULL,
     carried_out_by text NOT NULL CHECK (carried_out_by IN ('device', 'cloud')), kind text NOT NULL, command jsonb NOT NULL,
     state text NOT NULL CHECK (state IN ('queued', 'delivered', 'running', 'succeeded', 'failed', 'expired')),
     progress jsonb, result jsonb, failure jsonb, actor_kind text NOT NULL, actor_id uuid,
     created_at bigint NOT NULL, delivered_at bigint, started_at bigint, ended_at bigint, expires_at bigint NOT NULL,
     not_before bigint NOT NULL, UNIQUE (device_id, seq)
   )`,
  `CREATE INDEX open_operations ON operations (device_id, seq) WHERE state IN ('queued', 'delivered', 'running')`,
  `CREATE INDEX open_operations_by_expiry ON operations (expires_at) WHERE state IN ('queued', 'delivered', 'running')`,
  `CREATE INDEX open_operations_of_the_cloud ON operations (not_before)
     WHERE carried_out_by = 'cloud' AND state IN ('queued', 'delivered', 'running')`,
  `CREATE TABLE idempotency_keys (
     team_id uuid NOT NULL REFERENCES teams, actor_id uuid NOT NULL, key text COLLATE "C" NOT NULL,
     request_hash text NOT NULL, operation_id uuid NOT NULL, expires_at bigint NOT NULL, PRIMARY KEY (team_id, actor_id, key)
   )`,
  `CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at)`,
  `CREATE TABLE device_states (device_id uuid PRIMARY KEY REFERENCES devices, state jsonb NOT NULL, told_at bigint NOT NULL)`,
  `CREATE TABLE device_certificates (
     device_id uuid NOT NULL REFERENCES devices, fingerprint text NOT NULL, directory_url text NOT NULL, serial text NOT NULL,
     names jsonb NOT NULL, not_after bigint NOT NULL, pem text NOT NULL, told_at bigint NOT NULL, revoked_at bigint,
     PRIMARY KEY (device_id, fingerprint)
   )`,
  `CREATE TABLE cloud_acme_accounts (
     directory_url text PRIMARY KEY, sealed_key text NOT NULL, account_url text, created_at bigint NOT NULL
   )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
