import type { AuditAction } from '@mylzip/shared/domain/audit-actions.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { momentOf } from './dates.policy.ts'
import { tableLines } from './table.policy.ts'

/** What they are about is this program, or an id: nothing that a person calls by a name. */
const ofTheProgram: ReadonlySet<string> = new Set<AuditAction>([
  'agent-started',
  'agent-stopped',
  'authorities-ordered',
  'backup-made',
  'command-received',
  'dashboard-opened',
  'database-begun-anew',
  'database-set-aside',
  'restored',
])

/** One line an entry, with the certificate, the authority or the name that it is about: most sentences say only what was done. */
export function auditTable(entries: readonly Activity[], width: number | undefined): string[] {
  const rows = entries.map(({ seq, at, action, subject, sentence }) => [
    String(seq),
    momentOf(at),
    ofTheProgram.has(action) ? '' : subject,
    sentence,
  ])
  return tableLines(['Entry', 'When', 'Of', 'What'], rows, width)
}
