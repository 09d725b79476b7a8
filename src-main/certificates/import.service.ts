import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { automaticProof } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Imported, ImportInput } from '@mylzip/shared/operations/custody.ts'
import type { IssuedFacts } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { UsualDirectories } from '../authorities/usual-directories.ts'
import type { CertificateStore, InstalledCertificate } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { keyPurpose } from './bundle.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { refuseImpossibleReuse } from './choices.ts'
import { issuedColumns } from './issued-columns.ts'
import { namesToManage } from './names-to-manage.policy.ts'
import { type ReadBundle, readBundle } from './reading/read-bundle.ts'
import { refuseImpossibleTpm } from './tpm-key.ts'
import { versionRepository } from './version.repository.ts'

export interface ImportNeeds {
  db: AgentDatabase['db']
  clock: Clock
  newId(): string
  secrets: Secrets
  store: CertificateStore
  audit: Pick<AuditService, 'record' | 'announce'>
  readIssued(certificatePem: string): Promise<IssuedFacts>
  /** Where it is renewed unless that is said. */
  usualDirectories: UsualDirectories
  /** Whether the licence has what these names need. Refuses with LICENCE_*. */
  mayManage(names: readonly string[]): Promise<void>
  /** Told what is managed now; plans its renewal in its own time. */
  follow(certificateId: string): void
}

/**
 * Takes a certificate that a person brings under management: key and certificate must belong together. It is put into the
 * store first, so that what is recorded as in use can be used; a crash in between leaves a certificate in the store and
 * no record, and the import can be made again.
 */
export function createImport(needs: ImportNeeds) {
  const { db, clock, newId, secrets, store, audit, readIssued, follow } = needs

  return async (brought: ImportInput): Promise<Imported> => {
    const exportable = brought.exportable ?? true
    refuseImpossibleReuse({ keyUse: brought.keyUse ?? 'new', exportable, hasRequest: false })
    const files = brought.files.map((file) => Buffer.from(file, 'base64'))
    const bundle = await readBundle(files, brought.password)
    const { keyType } = bundle
    refuseImpossibleTpm(store, {
      ...{ keyUse: brought.keyUse ?? 'new', keyType, exportable: brought.exportable, hasRequest: false, isDevices: false },
    })
    const facts = await readIssued(bundle.certificatePem)
    const names = namesToManage(facts.names, bundle.certificatePem)
    const name = names[0]
    await needs.mayManage(names)
    await refuseKnown(db, name)
    const installed = await store.install({ ...bundle, name }, { stays: !exportable })
    await store.makeCurrent(name, installed.thumbprint)
    const [directory, ...fallbacks] = await directoriesFor(brought, needs)
    const id = newId()
    const sealed = exportable ? await secrets.seal(Buffer.from(bundle.privateKeyPem), keyPurpose(id, 1)) : null
    const entry = await db.transaction().execute(async (tx) => {
      await refuseKnown(tx, name)
      await certificateRepository(tx).add({
        ...certificateRow(id, names, brought, bundle, clock.now()),
        directory_url: directory,
        fallback_directories: JSON.stringify(fallbacks),
      })
      await versionRepository(tx).add({
        ...versionRow(id, bundle, facts, installed, clock.now()),
        directory_url: directory,
        sealed_key: sealed,
        key_custody: sealed ? 'sealed' : 'destroyed',
        store_kind: store.kind,
      })
      const detail = { names: names.join(', '), serial: facts.serial, issuer: facts.issuer }
      return audit.record(tx, { actor: 'person', action: 'certificate-imported', subject: name, detail })
    })
    audit.announce(entry)
    follow(id)
    return { certificateId: id, names, expired: facts.notAfter <= clock.now() }
  }
}

async function refuseKnown(db: ImportNeeds['db'], name: string): Promise<void> {
  const known = (await certificateRepository(db).list()).some((row) => canonicalName(nameOf(row)) === name)
  if (known) throw new Refusal('CERTIFICATE_EXISTS', { name })
}

async function directoriesFor({ authorities = [] }: ImportInput, { usualDirectories }: ImportNeeds): Promise<[string, ...string[]]> {
  const [first, ...others] = authorities
  return first === undefined ? usualDirectories() : [first, ...others]
}

function certificateRow(id: string, names: string[], brought: ImportInput, { keyType }: ReadBundle, now: number) {
  return {
    id,
    kind: 'adopted' as const,
    names: JSON.stringify(names),
    key_type: keyType,
    key_use: brought.keyUse ?? ('new' as const),
    exportable: brought.exportable === false ? (0 as const) : (1 as const),
    proof: JSON.stringify(brought.proof ?? automaticProof),
    created_at: now,
    current_version: 1,
  }
}

function versionRow(id: string, bundle: ReadBundle, facts: IssuedFacts, installed: InstalledCertificate, now: number) {
  return {
    certificate_id: id,
    number: 1,
    key_type: bundle.keyType,
    ...issuedColumns([bundle.certificatePem, ...bundle.chainPem], facts),
    store_location: installed.location,
    key_location: installed.keyLocation,
    issued_at: now,
    installed_at: now,
    adopted_from: 'a file',
  }
}
