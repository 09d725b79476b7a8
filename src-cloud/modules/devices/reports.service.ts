import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'
import { insertReports, keepNewestReports } from './reports.repository.ts'

/** Of one device; a purge takes away those of a month ago. */
const mostKept = 1_000

export interface ReportsService {
  /** Keeps each report once, however often its id comes, and of many the newest. */
  accept(caller: EnrolledCaller, reports: readonly StatusReport[]): Promise<{ accepted: number }>
}

export function createReportsService({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): ReportsService {
  return {
    async accept(caller, reports) {
      const received_at = clock.now()
      const rows = reports.map(({ id, kind, at, detail }) => ({
        id,
        kind,
        device_id: caller.id,
        at: fromTimestamp(at),
        detail: storableJson(detail),
        received_at,
      }))
      const accepted = await insertReports(db, rows)
      if (accepted > 0) await keepNewestReports(db, caller.id, mostKept)
      return { accepted }
    },
  }
}
