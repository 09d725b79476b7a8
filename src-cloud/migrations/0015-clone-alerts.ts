import { type Kysely, sql } from 'kysely'

/** A device can be missed, and can be there twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`ALTER TABLE alerts DROP CONSTRAINT alerts_matter_check,
      ADD CONSTRAINT alerts_matter_known CHECK (matter IN ('silent', 'not-renewed', 'cloned'))`)
    .execute(db)
}
