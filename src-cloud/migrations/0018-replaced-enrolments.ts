import { type Kysely, sql } from 'kysely'

/**
 * Whom a token for a device's place was made to replace; column meanings: plugins/database/tables/enrolment.ts. Where the place
 * or its key was taken by another since, a token from before this is not known to be meant any more: it stays without.
 */
const statements = [
  `ALTER TABLE enrolment_tokens ADD COLUMN replaces_enrolment integer`,
  `UPDATE enrolment_tokens SET replaces_enrolment = devices.enrolment FROM devices
     WHERE devices.id = enrolment_tokens.replaces_device_id AND COALESCE(devices.key_since, 0) <= enrolment_tokens.created_at`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
