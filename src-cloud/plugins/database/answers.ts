import { type Kysely, sql } from 'kysely'
import type { CloudTables } from './schema.ts'

/** Whether the database answers at all. Never rejects. */
export function databaseAnswers(db: Kysely<CloudTables>): Promise<boolean> {
  return sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  )
}
