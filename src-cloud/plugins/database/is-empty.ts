import { type Kysely, sql } from 'kysely'
import { restoreMark } from './restore-mark.ts'
import type { CloudTables } from './schema.ts'

/** Whether nobody has made a table there yet, but for the mark of a restore that was to begin. */
export async function isEmpty(db: Kysely<CloudTables>): Promise<boolean> {
  const tables = sql<{
    count: number
  }>`SELECT count(*) AS count FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    AND tablename <> ${restoreMark}`
  const { rows } = await tables.execute(db)
  return rows[0]?.count === 0
}
