import { type Kysely, sql } from 'kysely'

/** Licences of teams, and what they use; column meanings: plugins/database/tables/licences.ts. */
const statements = [
  `CREATE TABLE licences (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, plan text NOT NULL CHECK (plan IN ('premium', 'enterprise')),
     devices integer CHECK (devices > 0), source text NOT NULL CHECK (source IN ('operator', 'trial')),
     starts_at bigint NOT NULL, ends_at bigint NOT NULL, withdrawn_at bigint, created_at bigint NOT NULL
   )`,
  `CREATE INDEX licences_by_team ON licences (team_id)`,
  `CREATE UNIQUE INDEX one_trial_for_a_team ON licences (team_id) WHERE source = 'trial'`,
  `CREATE INDEX licences_by_end ON licences (ends_at) WHERE withdrawn_at IS NULL`,
  `CREATE TABLE api_calls (
     team_id uuid NOT NULL REFERENCES teams, month text COLLATE "C" NOT NULL, calls bigint NOT NULL, PRIMARY KEY (team_id, month)
   )`,
  `CREATE TABLE usage_warnings (
     team_id uuid NOT NULL REFERENCES teams, what text NOT NULL, period text NOT NULL, percent integer NOT NULL, warned_at bigint NOT NULL,
     PRIMARY KEY (team_id, what, period, percent)
   )`,
  `CREATE INDEX devices_by_age ON devices (team_id, created_at, id) WHERE released_at IS NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
