import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import type { Check } from '../check.port.ts'
import { fact, failed, titled, trouble, well } from '../verdict.policy.ts'

/** Whether the audit log is as it was written. */
export function checkAuditLog(verify: () => Promise<AuditReport>): Check {
  return {
    id: 'audit-log',
    kind: 'audit-log',
    group: 'data',
    ...titled('check.audit-log'),
    patience: 45 * second,
    async look() {
      const { entries, intact, findings, anchor } = await verify()
      const evidence = [
        fact(saying('seen.entries'), entries),
        fact(
          saying('seen.held'),
          anchor ? saying('seen.held-to', { seq: anchor.seq, at: anchor.reportedAt }) : saying('seen.held-unknown'),
        ),
        ...findings.map(({ seq, sentence }) => fact(saying('seen.entry', { seq }), sentence)),
      ]
      if (intact) return well(saying('found.audit-log', { entries }), evidence)
      return failed(trouble('AUDIT_LOG_BROKEN', { reason: findings[0]?.sentence ?? '' }), evidence)
    },
  }
}
