import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
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
        detail: JSON.stringify(storable(detail)),
        received_at,
      }))
      return { accepted: await insertReports(db, rows) }
    },
  }
}

/** PostgreSQL's jsonb takes neither NUL nor half a character. A report that quotes such a message is still worth keeping. */
function storable(detail: StatusReport['detail']): StatusReport['detail'] {
  const clean = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD')
  const entries = Object.entries(detail).map(([key, value]) => [clean(key), typeof value === 'string' ? clean(value) : value])
  return Object.fromEntries(entries)
}
