import { type Kysely, sql } from 'kysely'

/** How devices come in, move, and are told apart from their copies; column meanings: plugins/database/tables/devices.ts and enrolment.ts. */
const statements = [
  `ALTER TABLE enrolment_tokens ADD COLUMN name text, ADD COLUMN shown text,
     ADD COLUMN replaces_device_id uuid REFERENCES devices`,
  `CREATE INDEX enrolment_tokens_by_team ON enrolment_tokens (team_id, created_at, id)`,
  // A device that a person approved came with no token.
  `ALTER TABLE devices ALTER COLUMN enrolment_token_id DROP NOT NULL`,
  `ALTER TABLE devices ADD COLUMN enrolment integer NOT NULL DEFAULT 1, ADD COLUMN key_since bigint,
     ADD COLUMN next_public_key text, ADD COLUMN machine text, ADD COLUMN clone_seen_at bigint`,
  `CREATE INDEX devices_by_team ON devices (team_id, name_key) WHERE released_at IS NULL`,
  `CREATE TABLE former_device_keys (
     device_id uuid NOT NULL REFERENCES devices, public_key text NOT NULL, retired_at bigint NOT NULL, PRIMARY KEY (device_id, public_key)
   )`,
  `CREATE TABLE former_names (
     name_key text COLLATE "C" PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, device_id uuid NOT NULL REFERENCES devices,
     left_at bigint NOT NULL
   )`,
  `CREATE TABLE former_audit_heads (
     device_id uuid NOT NULL REFERENCES devices, enrolment integer NOT NULL, seq bigint NOT NULL, hash text NOT NULL, at text NOT NULL,
     signature text NOT NULL, reported_at bigint NOT NULL, PRIMARY KEY (device_id, enrolment, seq)
   )`,
  `CREATE TABLE device_instances (
     device_id uuid NOT NULL REFERENCES devices, instance uuid NOT NULL, first_at bigint NOT NULL, last_at bigint NOT NULL,
     returned boolean NOT NULL DEFAULT false, PRIMARY KEY (device_id, instance)
   )`,
  `CREATE INDEX device_instances_by_age ON device_instances (last_at)`,
  `CREATE TABLE device_codes (
     id uuid PRIMARY KEY, code_hash text NOT NULL UNIQUE, user_code text COLLATE "C" NOT NULL UNIQUE,
     public_key text NOT NULL, machine text, computer_name text NOT NULL, address text NOT NULL, label text, zone text,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied')),
     device_id uuid REFERENCES devices, interval_ms integer NOT NULL, polled_at bigint, created_at bigint NOT NULL, expires_at bigint NOT NULL
   )`,
  `CREATE INDEX device_codes_by_expiry ON device_codes (expires_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
