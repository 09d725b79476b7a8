import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import type { Check } from '../check.port.ts'
import { fact, failed, trouble, well } from '../verdict.policy.ts'

/** Whether the audit log is as it was written. */
export function checkAuditLog(verify: () => Promise<AuditReport>): Check {
  return {
    id: 'audit-log',
    kind: 'audit-log',
    group: 'data',
    title: 'The audit log is as it was written.',
    patience: 45 * second,
    async look() {
      const { entries, intact, findings, anchor } = await verify()
      const evidence = [
        fact('entries', entries),
        fact('held by the cloud', anchor ? `up to entry ${anchor.seq}, reported ${anchor.reportedAt}` : 'it could not be asked'),
        ...findings.map(({ seq, sentence }) => fact(`entry ${seq}`, sentence)),
      ]
      if (intact) return well(`The audit log is as it was written: ${counted(entries, 'entry', 'entries')}.`, evidence)
      return failed(trouble('AUDIT_LOG_BROKEN', { reason: findings[0]?.sentence ?? '' }), evidence)
    },
  }
}
