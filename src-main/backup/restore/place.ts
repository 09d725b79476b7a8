import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { openBundle } from '../../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { holdOf } from '../../certificates/key-choice.policy.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../../certificates/version.repository.ts'
import type { CertificateStore } from '../../stores/store.port.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentTables } from '../../system/database/schema.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import { splitCertificates } from '../../system/x509/certificates.policy.ts'

export interface PlaceNeeds {
  db: Kysely<AgentTables>
  clock: Clock
  secrets: Secrets
  store: CertificateStore
}

/**
 * Puts the versions in use into this machine's store, where programs find them before the agent has even started.
 * Answers what could not be placed; the agent tries again at its start.
 */
export async function placeInStore(needs: PlaceNeeds): Promise<{ name: string; refusal: Refusal }[]> {
  const { clock, db } = needs
  const failed: { name: string; refusal: Refusal }[] = []
  for (const certificate of await certificateRepository(db).list()) {
    if (certificate.current_version === null) continue
    const version = await versionRepository(db).find(certificate.id, certificate.current_version)
    if (!isIssued(version) || version.sealed_key === null || version.installed_at === null || version.not_after <= clock.now()) continue
    await place(certificate, version, needs).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      failed.push({ name: nameOf(certificate), refusal: error })
    })
  }
  return failed
}

async function place(certificate: CertificateRow, version: IssuedVersion, needs: PlaceNeeds): Promise<void> {
  const { db, store } = needs
  const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
  const found = await store.mend({ name: nameOf(certificate), certificatePem, chainPem })
  const { location, keyLocation } = found ?? (await store.install(await openBundle(needs, certificate, version), holdOf(certificate)))
  await store.makeCurrent(nameOf(certificate), version.thumbprint)
  const place = { store_kind: store.kind, store_location: location, key_location: keyLocation }
  await versionRepository(db).update(certificate.id, version.number, place)
}
