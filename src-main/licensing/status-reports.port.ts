import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import type { Transaction } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'

/** What the cloud is told about this device, sooner or later: kept in the outbox until it has answered. */
export interface StatusReports {
  /** In the caller's transaction, so that what happened and its report are kept or lost together. */
  add(tx: Transaction<AgentTables>, kind: StatusReport['kind'], detail: StatusReport['detail']): Promise<void>
}
