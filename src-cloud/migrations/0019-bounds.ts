import { type Kysely, sql } from 'kysely'

/** What is purged regularly, and what is looked for by another column than its key, is found however much there is. */
const statements = [
  `CREATE INDEX operations_by_end ON operations (ended_at) WHERE ended_at IS NOT NULL`,
  `CREATE INDEX device_certificates_by_end ON device_certificates (not_after)`,
  `CREATE INDEX enrolment_tokens_for_places ON enrolment_tokens (replaces_device_id) WHERE replaces_device_id IS NOT NULL`,
  `CREATE INDEX devices_by_label ON devices (team_id, label)`,
  `CREATE INDEX status_reports_by_age ON status_reports (received_at)`,
  `CREATE INDEX status_reports_of_device ON status_reports (device_id, received_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
