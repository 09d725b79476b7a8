import type { Instant } from '@mylzip/shared/domain/time.ts'
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

/** Leaves a device its newest; those that came in one call stay together. */
export async function keepNewestReports(db: Kysely<CloudTables>, deviceId: string, most: number): Promise<void> {
  await db
    .deleteFrom('status_reports')
    .where('device_id', '=', deviceId)
    .where('received_at', '<', (from) =>
      from
        .selectFrom('status_reports as newer')
        .select('newer.received_at')
        .where('newer.device_id', '=', deviceId)
        .orderBy('newer.received_at', 'desc')
        .offset(most - 1)
        .limit(1),
    )
    .execute()
}

export async function removeReportsBefore(db: Kysely<CloudTables>, moment: Instant): Promise<void> {
  await db.deleteFrom('status_reports').where('received_at', '<', moment).execute()
}
