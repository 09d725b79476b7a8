import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ConfigureInput } from '@mylzip/shared/operations/custody.ts'
import type { Kysely, Updateable } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { provesKey } from '../stores/key-proof.adapter.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { forgetDeleted } from '../system/database/forget-deleted.adapter.ts'
import type { AgentTables, CertificateTable } from '../system/database/schema.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { openBundle } from './bundle.ts'
import { type CertificateRow, certificateRepository, nameOf, namesOf } from './certificate.repository.ts'
import { refuseImpossibleReuse, refuseOtherKind, requestFor } from './choices.ts'
import { copyKept } from './copy-kept.ts'
import { findManaged } from './find-issued.ts'
import { refuseTooManyForProfile } from './profile-names.policy.ts'
import { refuseReportedKey } from './refuse-reported-key.ts'
import { runRepository } from './run.repository.ts'
import { refuseImpossibleTpm } from './tpm-key.ts'
import { type IssuedVersion, isIssued, type VersionRow, versionRepository } from './version.repository.ts'

export interface ChoicesNeeds {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'find' | 'holdsKeys' | 'install' | 'load' | 'sign' | 'tpm'>
  secrets: Secrets
  /** Programs that present it only with its key in their hands, where the store gives keys that stay to nobody. */
  keyHolders(certificate: CertificateRow): Promise<readonly string[]>
  audit: Pick<AuditService, 'record' | 'announce'>
  /** Refuses what is known here never to be proven in this way. Left out: nothing is known. */
  refuseHopeless?(names: readonly string[], proof: ProofMethod): Promise<void>
}

type Wanted = Omit<ConfigureInput, 'certificateId'>

/** For the log. */
const inWords: Readonly<Record<keyof Wanted, string>> = {
  authorities: 'the authorities',
  profile: 'the profile',
  keyType: 'the kind of key',
  keyUse: 'whether a renewal keeps the key',
  exportable: 'whether the key can be given out',
  proof: 'the way of proof',
  preferredChain: 'the preferred chain',
  csr: 'the certificate request',
}

/**
 * Changes what was chosen for a certificate. A run that is going on was begun with the choices as they were, so they are
 * not changed under it. Where the key is no longer to be exported, sealed copies are destroyed at once, save for programs that
 * need one.
 */
export function createChoices(needs: ChoicesNeeds) {
  const { db, audit, keyHolders, refuseHopeless } = needs
  return async ({ certificateId, ...input }: ConfigureInput): Promise<void> => {
    const certificate = await findManaged(db, certificateId)
    const choices = Object.keys(input).map((choice) => inWords[choice as keyof Wanted])
    if (choices.length === 0) return
    const change = await changeOf(certificate, input, needs.store)
    if (input.proof) await refuseHopeless?.(namesOf(certificate), input.proof)
    if (change.csr) await refuseReportedKey(db, change.csr)
    await refuseBusy(db, certificate)
    const holders = change.exportable === 0 ? await keyHolders(certificate) : []
    const isDoomed = change.exportable === 0 && holders.length === 0
    const doomed = isDoomed ? await needless(certificate, await versionRepository(db).sealed(certificate.id), needs) : []
    const entries = await db.transaction().execute(async (tx) => {
      await refuseBusy(tx, certificate)
      await certificateRepository(tx).update(certificate.id, { ...change, failed_tries: 0, next_attempt_at: null })
      // What was begun with another request, or with a key made here, is begun anew.
      if (change.csr !== undefined) await versionRepository(tx).removeUnissued(certificate.id)
      const subject = nameOf(certificate)
      const recorded = [
        await audit.record(tx, { actor: 'person', action: 'certificate-configured', subject, detail: { choices: choices.join(', ') } }),
      ]
      if (holders.length > 0 && certificate.current_version !== null) {
        const detail = copyKept(subject, certificate.current_version, holders)
        recorded.push(await audit.record(tx, { actor: 'agent', action: 'key-copy-kept', subject, detail }))
      }
      for (const { number } of doomed) {
        await versionRepository(tx).destroyKey(certificate.id, number)
        recorded.push(await audit.record(tx, { actor: 'person', action: 'key-destroyed', subject, detail: { version: number } }))
      }
      return recorded
    })
    if (doomed.length > 0) await forgetDeleted(db)
    for (const entry of entries) audit.announce(entry)
  }
}

async function refuseBusy(db: Kysely<AgentTables>, certificate: CertificateRow): Promise<void> {
  if (await runRepository(db).runningFor(certificate.id)) throw new Refusal('CERTIFICATE_BUSY', { name: nameOf(certificate) })
}

/** Sealed copies that nothing needs: of versions that were replaced, and of the one in use when the store has its key to stay. */
async function needless(certificate: CertificateRow, sealed: VersionRow[], needs: ChoicesNeeds): Promise<VersionRow[]> {
  const found: VersionRow[] = []
  for (const version of sealed.filter(isIssued)) {
    const isReplaced = certificate.current_version !== null && version.number < certificate.current_version
    const isInUse = version.number === certificate.current_version
    const isHeld = (isReplaced || isInUse) && (await holdInStore(certificate, version, needs))
    if (isReplaced || (isInUse && isHeld)) found.push(version)
  }
  return found
}

/** From now on the store gives the key to nobody, where it can see to that. Answers whether the key is there. */
async function holdInStore(certificate: CertificateRow, version: IssuedVersion, needs: ChoicesNeeds): Promise<boolean> {
  const { store } = needs
  if (!(await store.find(nameOf(certificate), version.thumbprint))?.hasKey) return false
  if (!store.holdsKeys) return true
  const bundle = await openBundle(needs, certificate, version)
  await store.install(bundle, { stays: true })
  return provesKey(store, bundle.name, bundle.certificatePem)
}

async function changeOf(certificate: CertificateRow, input: Wanted, store: ChoicesNeeds['store']): Promise<Updateable<CertificateTable>> {
  const { authorities, csr, exportable, keyType, keyUse, preferredChain, profile, proof } = input
  if (certificate.kind === 'device') refuseForDevice(certificate, input)
  refuseTooManyForProfile(profile, namesOf(certificate))
  const request = csr ? await requestFor(csr, namesOf(certificate)) : undefined
  const hasRequest = csr === undefined ? certificate.csr !== null : csr !== null
  const isKept = csr === undefined && certificate.csr !== null
  refuseOtherKind(request?.keyType ?? (isKept ? certificate.key_type : undefined), keyType)
  const use = keyUse ?? certificate.key_use
  refuseImpossibleReuse({ keyUse: use, exportable: exportable ?? certificate.exportable === 1, hasRequest })
  refuseImpossibleTpm(store, {
    keyUse: use,
    keyType: request?.keyType ?? keyType ?? certificate.key_type,
    ...{ hasRequest, exportable, isDevices: certificate.kind === 'device' },
  })
  return {
    ...(authorities && { directory_url: authorities[0], fallback_directories: JSON.stringify(authorities.slice(1)) }),
    ...(profile !== undefined && { profile }),
    ...(keyType && { key_type: keyType }),
    ...(request && { key_type: request.keyType }),
    ...(csr !== undefined && { csr: request?.der ?? null }),
    ...(keyUse && { key_use: keyUse }),
    ...(exportable !== undefined && { exportable: exportable ? 1 : 0 }),
    ...(proof && { proof: JSON.stringify(proof) }),
    ...(preferredChain !== undefined && { preferred_chain: preferredChain }),
  }
}

/** Programs of this device present its own certificate, and where it is ordered is the order of authorities, or said at the start. */
function refuseForDevice(certificate: CertificateRow, { authorities, csr }: Wanted): void {
  const refuse = (reason: string) => new Refusal('DEVICE_CERTIFICATE_KEPT', { name: nameOf(certificate), reason })
  if (authorities)
    throw refuse('it is ordered at your authorities in their order, or at the one that was named when the program was started')
  if (csr) throw refuse('programs here present it, so its key is here')
}
