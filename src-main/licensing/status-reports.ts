import { randomUUID } from 'node:crypto'
import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { outboxRepository } from './outbox.repository.ts'

export interface StatusReports {
  /** In the caller's transaction, so that what happened and its report are kept or lost together. Wake the outbox after the commit. */
  add(tx: Transaction<AgentTables>, kind: StatusReport['kind'], detail: StatusReport['detail']): Promise<void>
}

/** What the cloud hears about this device. The id is made once, so a report that is sent twice counts once. */
export function createStatusReports({ clock }: { clock: Clock }): StatusReports {
  return {
    add: (tx, kind, detail) => outboxRepository(tx).addReport({ id: randomUUID(), at: toTimestamp(clock.now()), kind, detail }),
  }
}
