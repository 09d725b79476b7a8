import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { obeyed, ordersOtherwise } from './obey.policy.ts'
import type { OrganisationPolicy } from './policy.port.ts'

interface Needs {
  db: AgentDatabase['db']
  audit: Pick<AuditService, 'record' | 'announce'>
}

/**
 * Brings certificates in line with what the organisation wants. A run that is going on was begun with the choices as they
 * were: such a certificate follows when its next run begins. Answers those that were changed.
 */
export function createObey({ db, audit }: Needs) {
  async function one(certificate: CertificateRow, { rules, version }: OrganisationPolicy): Promise<Activity | undefined> {
    return db.transaction().execute(async (tx) => {
      const row = await certificateRepository(tx).find(certificate.id)
      if (!row || row.retired_at !== null || (await runRepository(tx).runningFor(row.id))) return undefined
      const wanted = obeyed(row, rules)
      if (wanted === undefined) return undefined
      const afresh = ordersOtherwise(row, wanted) ? { failed_tries: 0, next_attempt_at: null } : {}
      await certificateRepository(tx).update(row.id, { ...wanted, ...afresh })
      return audit.record(tx, { actor: 'cloud', action: 'policy-obeyed', subject: nameOf(row), detail: { version } })
    })
  }

  return {
    async all(policy: OrganisationPolicy): Promise<string[]> {
      const changed: string[] = []
      for (const certificate of await certificateRepository(db).list()) {
        const entry = await one(certificate, policy)
        if (entry === undefined) continue
        audit.announce(entry)
        changed.push(certificate.id)
      }
      return changed
    },
    /** Before a run of it begins. */
    async before(certificateId: string, policy: OrganisationPolicy | undefined): Promise<void> {
      const certificate = policy && (await certificateRepository(db).find(certificateId))
      const entry = certificate && (await one(certificate, policy))
      if (entry) audit.announce(entry)
    },
  }
}

export type Obey = ReturnType<typeof createObey>
