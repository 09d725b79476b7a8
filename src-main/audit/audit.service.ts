import type { AuditAction, AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'

export interface AuditRecord {
  /** Who did it: `agent`, `person`, `administrator`, `cloud`, `command-line`. */
  actor: string
  action: AuditAction
  /** What it is about, as a person would call it: a name, a file, a program. */
  subject: string
  detail?: AuditDetail
}

export interface AuditService {
  /**
   * Appends in the caller's transaction, so that what happened and its entry are kept or lost together; signs the
   * new head and hands it to the outbox there too. Hand the answer to `announce` after the commit.
   */
  record(tx: Transaction<AgentTables>, record: AuditRecord): Promise<Activity>
  /** For something that changes no other row: a transaction of its own, then the announcement. */
  recordAlone(record: AuditRecord): Promise<Activity>
  /** Tells listeners (screens, the outbox). Call it when the transaction has been committed. */
  announce(activity: Activity): void
  /** The newest first; `before` continues from the last entry seen. */
  list(query: { before?: number | undefined; limit: number }): Promise<{ entries: Activity[]; more: boolean }>
  /** Checks the whole log against its own chain, the heads signed here and those the cloud holds (when it answers). */
  verify(): Promise<AuditReport>
}
