import { type Kysely, sql } from 'kysely'

/** What accounts need beside the people themselves; column meanings: plugins/database/tables/accounts.ts. */
const statements = [
  `CREATE TABLE mail_links (
     id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('sign-up', 'reset')), email text NOT NULL,
     email_key text COLLATE "C" NOT NULL, secret_hash text NOT NULL UNIQUE, created_at bigint NOT NULL,
     expires_at bigint NOT NULL
   )`,
  `CREATE INDEX mail_links_by_email ON mail_links (email_key)`,
  `CREATE INDEX mail_links_by_expiry ON mail_links (expires_at)`,
  `CREATE TABLE mail_outbox (
     id uuid PRIMARY KEY, sealed text NOT NULL, created_at bigint NOT NULL, due_at bigint NOT NULL,
     tries integer NOT NULL DEFAULT 0, last_error text, given_up_at bigint
   )`,
  `CREATE INDEX mail_outbox_due ON mail_outbox (due_at) WHERE given_up_at IS NULL`,
  `CREATE TABLE tries (key text COLLATE "C" PRIMARY KEY, settled_at bigint NOT NULL)`,
  `CREATE INDEX tries_settled ON tries (settled_at)`,
  `CREATE TABLE recovery_codes (
     person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE, code_hash text NOT NULL, used_at bigint,
     PRIMARY KEY (person_id, code_hash)
   )`,
  `CREATE TABLE invitations (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, email text NOT NULL, email_key text COLLATE "C" NOT NULL,
     role text NOT NULL CHECK (role IN ('read-only', 'member', 'admin', 'owner')), secret_hash text NOT NULL UNIQUE,
     invited_by uuid REFERENCES people ON DELETE SET NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL
   )`,
  `CREATE UNIQUE INDEX invitations_once ON invitations (team_id, email_key)`,
  `CREATE INDEX invitations_by_email ON invitations (email_key)`,
  `CREATE INDEX team_audit_personal_by_email ON team_audit_personal (lower(value)) WHERE field = 'email'`,
  `CREATE INDEX team_audit_by_actor ON team_audit (actor_id) WHERE actor_kind = 'person'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
