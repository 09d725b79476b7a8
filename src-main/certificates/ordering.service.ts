import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { automaticProof, type ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { certificateNames } from './certificate-names.policy.ts'
import { orderedKey } from './ordered-key.ts'
import { refuseTooManyForProfile } from './profile-names.policy.ts'

export interface OrderingNeeds {
  db: AgentDatabase['db']
  clock: Clock
  newId(): string
  audit: Pick<AuditService, 'record'>
  store: Pick<CertificateStore, 'tpm'>
  /** What is taken where the order says nothing. */
  usual: { directories(): Promise<readonly string[]>; keyType: KeyType }
  /** Refuses what is known here never to be proven in this way. Left out: nothing is known. */
  refuseHopeless?(names: readonly string[], proof: ProofMethod): Promise<void>
  /** Writes the certificate down and begins the first run, both in one transaction. */
  startFirst(certificateId: string, manage: (tx: Transaction<AgentTables>) => Promise<Activity>): Promise<{ runId: string }>
}

/** Takes a certificate under management and begins to order it. Two for the same first name would share a place in the store. */
export function createOrdering({ db, clock, newId, audit, store, usual, refuseHopeless, startFirst }: OrderingNeeds) {
  return async (wanted: OrderInput): Promise<{ certificateId: string; runId: string }> => {
    const names = certificateNames(wanted.names)
    const [name = ''] = names
    refuseTooManyForProfile(wanted.profile, names)
    const [directory_url = '', ...fallbacks] = wanted.authorities ?? (await usual.directories())
    const id = newId()
    const { request, keyType, keyUse, exportable } = await orderedKey({ db, store, usual }, wanted, names)
    const proof = wanted.proof ?? automaticProof
    // Before anything is recorded: what cannot come about is not kept, and no authority is asked again and again.
    await refuseHopeless?.(names, proof)
    const { runId } = await startFirst(id, async (tx) => {
      const certificates = certificateRepository(tx)
      if ((await certificates.list()).some((row) => nameOf(row) === name)) throw new Refusal('CERTIFICATE_EXISTS', { name })
      await certificates.add({
        id,
        kind: 'ordered',
        names: JSON.stringify(names),
        directory_url,
        fallback_directories: JSON.stringify(fallbacks),
        profile: wanted.profile ?? null,
        key_type: keyType,
        csr: request?.der ?? null,
        key_use: keyUse,
        exportable: exportable ? 1 : 0,
        preferred_chain: wanted.preferredChain ?? null,
        proof: JSON.stringify(proof),
        created_at: clock.now(),
      })
      return audit.record(tx, { actor: 'person', action: 'certificate-wanted', subject: name, detail: { names: names.join(', ') } })
    })
    return { certificateId: id, runId }
  }
}
