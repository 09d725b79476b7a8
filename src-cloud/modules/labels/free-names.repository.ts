import { type Kysely, sql } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

/** Whether any of these names is a device's, or was one's: the names of a device go together, in all zones. */
export async function isAnyTaken(db: Kysely<CloudTables>, nameKeys: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT EXISTS (SELECT FROM devices WHERE name_key = ANY(${nameKeys}::text[]))
        OR EXISTS (SELECT FROM device_names WHERE name_key = ANY(${nameKeys}::text[])) 
        OR EXISTS (SELECT FROM former_names WHERE name_key = ANY(${nameKeys}::text[])) AS taken`.execute(db)
  return rows[0]?.taken === true
}
