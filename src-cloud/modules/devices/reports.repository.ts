import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { StatusReportTable } from '../../plugins/database/tables/devices.ts'

export type NewReport = Omit<StatusReportTable, 'detail'> & { detail: string }

/** How many were new. */
export async function insertReports(db: Kysely<CloudTables>, reports: NewReport[]): Promise<number> {
  const inserted = await db
    .insertInto('status_reports')
    .values(reports)
    .onConflict((known) => known.columns(['device_id', 'id']).doNothing())
    .returning('id')
    .execute()
  return inserted.length
}
