import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { openBundle } from '../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import type { ServingNeeds } from './serve-again.ts'

type Needs = Pick<ServingNeeds, 'audit' | 'clock' | 'db' | 'secrets' | 'store'>

/**
 * Puts back what vanished from the store or was damaged there, leaf, chain or key, and writes down where it lies now: data folders
 * are moved and copied. Where the store does not take it, that is written down too, so that nobody takes it for protected.
 * Refuses as the store does, and with KEY_DESTROYED where the store had the one copy of the key.
 */
export async function putBack(certificate: CertificateRow, version: IssuedVersion, needs: Needs): Promise<true> {
  const { audit, clock, db, store } = needs
  // There was never a key to put there.
  if (version.key_custody === 'elsewhere') return true
  const { wasDamaged, location, keyLocation } = await whole(certificate, version, needs).catch(async (error: unknown) => {
    // A folder that cannot be read just now has not lost its key yet.
    if (isRefusal(error) && version.key_custody !== 'destroyed') await takenAway(certificate, version, needs)
    throw error
  })
  if (wasDamaged || (await store.current(nameOf(certificate))) === undefined) await store.makeCurrent(version.thumbprint)
  if (location !== version.store_location || keyLocation !== version.key_location || version.installed_at === null)
    await versionRepository(db).update(certificate.id, version.number, {
      store_kind: store.kind,
      store_location: location,
      key_location: keyLocation,
      installed_at: version.installed_at ?? clock.now(),
    })
  const detail = { store: store.kind, thumbprint: version.thumbprint, location }
  if (wasDamaged) await audit.recordAlone({ actor: 'agent', action: 'certificate-put-back', subject: nameOf(certificate), detail })
  return true
}

async function whole(certificate: CertificateRow, version: IssuedVersion, needs: Needs) {
  const { store } = needs
  const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
  const found = await store.mend({ name: nameOf(certificate), certificatePem, chainPem })
  if (found) return found
  if (version.key_custody === 'destroyed') throw await lost(certificate, version, needs)
  return { ...(await store.install(await openBundle(needs, certificate, version))), wasDamaged: true }
}

async function takenAway(certificate: CertificateRow, version: IssuedVersion, { db }: Needs): Promise<void> {
  await versionRepository(db).update(certificate.id, version.number, { installed_at: null, store_location: null, key_location: null })
}

/** The store had the one copy of the key. What is written down has the next run make another, and the scheduler begin it. */
async function lost(certificate: CertificateRow, version: IssuedVersion, needs: Needs): Promise<Refusal> {
  await takenAway(certificate, version, needs)
  const { clock, db } = needs
  await certificateRepository(db).update(certificate.id, { renewal_at: clock.now(), renewal_reason: 'emergency' })
  return new Refusal('KEY_DESTROYED', { version: version.number })
}
