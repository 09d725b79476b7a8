import { type Kysely, sql } from 'kysely'

/** Devices that are missed; column meanings: plugins/database/tables/alerts.ts. */
const statements = [
  `ALTER TABLE device_states ADD COLUMN overdue_at bigint`,
  `CREATE INDEX device_states_by_overdue ON device_states (overdue_at) WHERE overdue_at IS NOT NULL`,
  `CREATE INDEX live_devices_by_last_seen ON devices (COALESCE(last_seen_at, created_at)) WHERE released_at IS NULL AND blocked_at IS NULL`,
  `CREATE TABLE alerts (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams, device_id uuid NOT NULL REFERENCES devices,
     matter text NOT NULL CHECK (matter IN ('silent', 'not-renewed')), since bigint NOT NULL, raised_at bigint NOT NULL, ended_at bigint
   )`,
  `CREATE UNIQUE INDEX one_open_alert_for_a_matter ON alerts (device_id, matter) WHERE ended_at IS NULL`,
  `CREATE INDEX alerts_by_team ON alerts (team_id, raised_at, id) WHERE ended_at IS NULL`,
  `CREATE TABLE dead_man_watch (one integer PRIMARY KEY CHECK (one = 1), began_at bigint NOT NULL, last_at bigint NOT NULL)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
