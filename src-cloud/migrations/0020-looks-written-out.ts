import { type Kysely, sql } from 'kysely'

/**
 * Looks are compared with m written as rn and w as vv: the other way round vvv and vw had different ones. Those of before stay where
 * they are, and are compared with no more.
 */
const writtenOut = `replace(replace(look, 'm', 'rn'), 'w', 'vv')`
const statements = [
  `INSERT INTO slug_looks (slug, look) SELECT slug, ${writtenOut} FROM slug_looks ON CONFLICT DO NOTHING`,
  `INSERT INTO device_label_looks (team_id, label, look)
     SELECT team_id, label, ${writtenOut} FROM device_label_looks ON CONFLICT DO NOTHING`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
