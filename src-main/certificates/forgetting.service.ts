import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ForgetInput, Forgotten } from '@mylzip/shared/operations/custody.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { forgetDeleted } from '../system/database/forget-deleted.adapter.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { findManaged } from './find-issued.ts'
import { runRepository } from './run.repository.ts'
import type { StoreUses } from './store-uses.port.ts'
import { targetRepository } from './target.repository.ts'
import { tpmKeyName } from './tpm-key.ts'
import { noteUnwanted, takeUnwanted } from './unwanted-in-store.ts'
import { versionRepository } from './version.repository.ts'

export interface ForgettingNeeds {
  db: AgentDatabase['db']
  clock: Clock
  store: Pick<CertificateStore, 'kind' | 'remove' | 'tpm'>
  audit: Pick<AuditService, 'record' | 'announce'>
  uses: StoreUses
  /** Told once it is managed no longer. */
  gone(): Promise<void>
}

/**
 * Ends the management of a certificate. The record stays, for the log and for whoever asks later; no key does. What is
 * in the store stays there unless that is wanted too, because programs may use it until it ends; which do is said first. It is
 * taken away last, and where that was cut short by the next start: what is refused has touched nothing.
 */
export function createForgetting({ db, clock, store, audit, gone, uses }: ForgettingNeeds) {
  async function refuseUsed(certificateId: string, name: string): Promise<void> {
    const named = await uses.named()
    const versions = await versionRepository(db).all(certificateId)
    const programs = new Set(versions.flatMap(({ thumbprint }) => (thumbprint && named.get(thumbprint)) || []))
    if (programs.size > 0) throw new Refusal('CERTIFICATE_IN_USE', { name, programs: [...programs].join(', ') })
  }

  return async ({ certificateId, name: typed, alsoFromStore, evenIfUsed }: ForgetInput): Promise<Forgotten> => {
    const certificate = await findManaged(db, certificateId)
    const name = nameOf(certificate)
    if (certificate.kind === 'device') throw new Refusal('DEVICE_CERTIFICATE_KEPT', { name, reason: 'it is what the program is for' })
    if (canonicalName(typed.trim()) !== name) throw new Refusal('NAME_NOT_REPEATED', { name })
    if (alsoFromStore && !evenIfUsed) await refuseUsed(certificateId, name)
    const entry = await db.transaction().execute(async (tx) => {
      if (await runRepository(tx).runningFor(certificateId)) throw new Refusal('CERTIFICATE_BUSY', { name })
      await certificateRepository(tx).update(certificateId, { retired_at: clock.now() })
      for (const { number } of await versionRepository(tx).sealed(certificateId))
        await versionRepository(tx).destroyKey(certificateId, number)
      // Programs keep what they have, and are given nothing any more.
      for (const { id } of await targetRepository(tx).ofCertificate(certificateId)) await targetRepository(tx).remove(id)
      if (alsoFromStore) await noteUnwanted(tx, certificateId, { evenIfUsed })
      return audit.record(tx, { actor: 'person', action: 'certificate-forgotten', subject: name, detail: { alsoFromStore } })
    })
    await forgetDeleted(db)
    audit.announce(entry)
    for (const version of await versionRepository(db).all(certificateId)) {
      const key = version.key_custody === 'tpm' && version.installed_at === null && tpmKeyName(version)
      if (key) await store.tpm?.remove(key)
    }
    await gone()
    return { forgotten: true, left: alsoFromStore ? (await takeUnwanted({ audit, db, store, uses })).left : [] }
  }
}
