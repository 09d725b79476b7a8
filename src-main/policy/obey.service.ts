import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
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
  async function one(
    tx: Transaction<AgentTables>,
    certificateId: string,
    { rules, version }: OrganisationPolicy,
  ): Promise<Activity | undefined> {
    const row = await certificateRepository(tx).find(certificateId)
    if (!row || row.retired_at !== null || (await runRepository(tx).runningFor(row.id))) return undefined
    const wanted = obeyed(row, rules)
    if (wanted === undefined) return undefined
    const afresh = ordersOtherwise(row, wanted) ? { failed_tries: 0, next_attempt_at: null } : {}
    await certificateRepository(tx).update(row.id, { ...wanted, ...afresh })
    return audit.record(tx, { actor: 'cloud', action: 'policy-obeyed', subject: nameOf(row), detail: { version } })
  }

  return {
    async all(policy: OrganisationPolicy): Promise<string[]> {
      const changed: string[] = []
      for (const { id } of await certificateRepository(db).list()) {
        const entry = await db.transaction().execute((tx) => one(tx, id, policy))
        if (entry === undefined) continue
        audit.announce(entry)
        changed.push(id)
      }
      return changed
    },
    /** Before a run of it begins, in the same transaction. Answers what is to be announced. */
    async before(
      tx: Transaction<AgentTables>,
      certificateId: string,
      policy: OrganisationPolicy | undefined,
    ): Promise<Activity | undefined> {
      return policy && one(tx, certificateId, policy)
    },
  }
}

export type Obey = ReturnType<typeof createObey>
