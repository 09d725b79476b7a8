import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { IssuedFacts } from '../acme/authority.port.ts'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { issuedColumns } from '../certificates/issued-columns.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import type { CertificateStore, InstalledCertificate } from '../stores/store.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Material } from './reading/candidate.port.ts'

/** A certificate that lies in the store and is to be managed. */
export interface Adopted {
  certificateId: string
  names: string[]
  directory: string
  /** To be tried next. */
  fallbacks: string[]
  proof: ProofMethod
  material: Material
  key: Exclude<Material['key'], { trouble: unknown }>
  sealedKey: Uint8Array
  facts: IssuedFacts
  installed: InstalledCertificate
  storeKind: CertificateStore['kind']
  /** The program it was taken over from, and the file. */
  from: string
}

/** Writes it down as issued and installed, its first version in use. */
export async function recordAdopted(tx: Transaction<AgentTables>, adopted: Adopted, now: Instant): Promise<void> {
  const { certificateId, directory, facts, fallbacks, from, installed, key, material, names, proof, sealedKey, storeKind } = adopted
  const made = { directory_url: directory, key_type: key.keyType }
  await certificateRepository(tx).add({
    ...made,
    id: certificateId,
    kind: 'adopted',
    names: JSON.stringify(names),
    fallback_directories: JSON.stringify(fallbacks),
    proof: JSON.stringify(proof),
    created_at: now,
    current_version: 1,
  })
  await versionRepository(tx).add({
    ...made,
    certificate_id: certificateId,
    number: 1,
    sealed_key: sealedKey,
    ...issuedColumns([material.certificatePem, ...material.chainPem], facts),
    store_kind: storeKind,
    store_location: installed.location,
    key_location: installed.keyLocation,
    issued_at: now,
    installed_at: now,
    adopted_from: from,
  })
}
