import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { keepNewest } from '../../plugins/database/keep-newest.ts'
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

/** Leaves a device its newest; those that came in one call stay together. */
export function keepNewestReports(db: Kysely<CloudTables>, deviceId: string, most: number): Promise<void> {
  return keepNewest(db, { table: 'status_reports', by: 'received_at', deviceId, most })
}

export async function removeReportsBefore(db: Kysely<CloudTables>, moment: Instant): Promise<void> {
  await db.deleteFrom('status_reports').where('received_at', '<', moment).execute()
}
