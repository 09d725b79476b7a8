import { type Kysely, sql } from 'kysely'

/**
 * The cloud's first tables; column meanings: plugins/database/tables/. Names are compared as bytes (COLLATE "C"),
 * so that "everything below this name" is one range of an index whatever locale the server was made with.
 */
const statements = [
  `CREATE TABLE teams (
     id uuid PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, created_at bigint NOT NULL
   )`,
  `CREATE TABLE enrolment_tokens (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, token_hash text NOT NULL UNIQUE,
     max_uses integer NOT NULL CHECK (max_uses > 0), uses integer NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND max_uses),
     expires_at bigint NOT NULL, revoked_at bigint, created_at bigint NOT NULL
   )`,
  // The name is unique over released devices too: nobody is given a name that others may still trust.
  `CREATE TABLE devices (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams,
     label text NOT NULL, name text NOT NULL, name_key text COLLATE "C" NOT NULL UNIQUE,
     public_key text NOT NULL, enrolment_token_id uuid NOT NULL REFERENCES enrolment_tokens,
     created_at bigint NOT NULL, last_seen_at bigint, released_at bigint
   )`,
  `CREATE UNIQUE INDEX one_device_for_a_key ON devices (team_id, public_key) WHERE released_at IS NULL`,
  `CREATE UNIQUE INDEX live_names ON devices (name_key) WHERE released_at IS NULL`,
  `CREATE TABLE used_assertions (
     device_id uuid NOT NULL REFERENCES devices, jti text NOT NULL, expires_at bigint NOT NULL, PRIMARY KEY (device_id, jti)
   )`,
  `CREATE INDEX used_assertions_by_expiry ON used_assertions (expires_at)`,
  `CREATE TABLE dns_records (
     name_key text COLLATE "C" NOT NULL, type text NOT NULL, value text NOT NULL, ttl integer NOT NULL,
     device_id uuid NOT NULL REFERENCES devices, created_at bigint NOT NULL, expires_at bigint,
     PRIMARY KEY (name_key, type, value)
   )`,
  `CREATE INDEX dns_records_by_device ON dns_records (device_id)`,
  `CREATE INDEX dns_records_by_expiry ON dns_records (expires_at) WHERE expires_at IS NOT NULL`,
  `CREATE TABLE status_reports (
     device_id uuid NOT NULL REFERENCES devices, id uuid NOT NULL, at bigint NOT NULL, kind text NOT NULL,
     detail jsonb NOT NULL, received_at bigint NOT NULL, PRIMARY KEY (device_id, id)
   )`,
  `CREATE TABLE audit_heads (
     device_id uuid NOT NULL REFERENCES devices, seq bigint NOT NULL, hash text NOT NULL, at text NOT NULL,
     signature text NOT NULL, reported_at bigint NOT NULL, PRIMARY KEY (device_id, seq)
   )`,
  `CREATE TABLE audit_head_conflicts (
     device_id uuid NOT NULL REFERENCES devices, seq bigint NOT NULL, hash text NOT NULL, at text NOT NULL,
     signature text NOT NULL, reported_at bigint NOT NULL, PRIMARY KEY (device_id, seq, hash)
   )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
