import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'
import { insertReports } from './reports.repository.ts'

export interface ReportsService {
  /** Keeps each report once, however often its id comes. */
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
      return { accepted: await insertReports(db, rows) }
    },
  }
}
