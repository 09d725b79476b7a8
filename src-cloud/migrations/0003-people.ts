import { type Kysely, sql } from 'kysely'

/** People, their teams, what they are let in by, and the teams' logs; column meanings: plugins/database/tables/. */
const statements = [
  `CREATE TABLE people (
     id uuid PRIMARY KEY, email text NOT NULL, email_key text COLLATE "C" NOT NULL UNIQUE, name text NOT NULL,
     password_hash text, verified_at bigint, sealed_totp text, totp_confirmed_at bigint, totp_last_step bigint,
     created_at bigint NOT NULL
   )`,
  `CREATE TABLE team_members (
     team_id uuid NOT NULL REFERENCES teams, person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
     role text NOT NULL CHECK (role IN ('read-only', 'member', 'admin', 'owner')), joined_at bigint NOT NULL,
     PRIMARY KEY (team_id, person_id)
   )`,
  `CREATE INDEX team_members_by_person ON team_members (person_id)`,
  `CREATE TABLE sessions (
     id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE, secret_hash text NOT NULL UNIQUE,
     created_at bigint NOT NULL, last_used_at bigint NOT NULL, expires_at bigint NOT NULL, ended_at bigint,
     address text NOT NULL, user_agent text NOT NULL
   )`,
  `CREATE INDEX sessions_by_person ON sessions (person_id)`,
  `CREATE INDEX sessions_by_expiry ON sessions (expires_at)`,
  `CREATE TABLE api_tokens (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, secret_hash text NOT NULL UNIQUE, shown text NOT NULL,
     name text NOT NULL, role text NOT NULL CHECK (role IN ('read-only', 'member', 'admin', 'owner')), scopes jsonb NOT NULL,
     created_by uuid REFERENCES people ON DELETE SET NULL, created_at bigint NOT NULL, expires_at bigint,
     revoked_at bigint, last_used_at bigint
   )`,
  `CREATE INDEX api_tokens_by_team ON api_tokens (team_id, created_at)`,
  `CREATE TABLE team_audit (
     team_id uuid NOT NULL REFERENCES teams, seq bigint NOT NULL, at bigint NOT NULL, action text NOT NULL,
     actor_kind text NOT NULL, actor_id uuid, facts jsonb NOT NULL, personal jsonb NOT NULL,
     previous text NOT NULL, hash text NOT NULL, PRIMARY KEY (team_id, seq)
   )`,
  `CREATE TABLE team_audit_personal (
     team_id uuid NOT NULL, seq bigint NOT NULL, field text NOT NULL, person_id uuid, salt text NOT NULL, value text NOT NULL,
     PRIMARY KEY (team_id, seq, field), FOREIGN KEY (team_id, seq) REFERENCES team_audit
   )`,
  `CREATE INDEX team_audit_personal_by_person ON team_audit_personal (person_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
