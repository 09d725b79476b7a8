import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'
import { chainOf, isInStoreAlone, openBundle } from '../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { holdOf } from '../certificates/key-choice.policy.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { wantsReplacement } from '../certificates/revoked.policy.ts'
import { keyPlaceOf, tpmKeyName } from '../certificates/tpm-key.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import { outOfReach } from '../stores/or-missing.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { backstopAt } from './renewal.policy.ts'
import type { RunTools } from './run-context.ts'

export type PuttingBackNeeds = Pick<RunTools, 'clock' | 'secrets' | 'store'> & {
  db: AgentDatabase['db']
  log: Log
  audit: Pick<AuditService, 'announce' | 'record' | 'recordAlone'>
}

/**
 * Puts back what vanished from the store or was damaged there: leaf, chain or key, whom the key belongs to, and the pointer that
 * programs follow. Writes down where it lies now, because data folders are moved and copied. Answers whether the store holds it
 * as it should; where not, that is written down and told once, so that nobody takes it for protected.
 */
export async function putBack(certificate: CertificateRow, version: IssuedVersion, needs: PuttingBackNeeds): Promise<boolean> {
  // There was never a key to put there.
  if (version.key_custody === 'elsewhere') return true
  try {
    await keepKeysPrivate(certificate, needs)
    await putInPlace(certificate, version, needs)
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (isRefusal(error, 'KEY_LOST')) await tellLost(certificate, version, needs)
    else await tellMissing(certificate, version, error, needs)
    return false
  }
}

/** Takes the rights that others got on the keys of any of its versions, and tells of it. Refuses as the store does. */
export async function keepKeysPrivate(
  certificate: CertificateRow,
  { audit, log, store }: Pick<PuttingBackNeeds, 'audit' | 'log' | 'store'>,
): Promise<void> {
  const name = nameOf(certificate)
  const opened = await store.keepKeysPrivate(name)
  if (!opened) return
  const { path, readable, rights } = opened
  log.warn('others had rights on a private key; they were taken from them', { name, path, rights, readable })
  const detail = { store: store.kind, path, rights, reach: readable ? 'open' : 'closed' }
  await audit.recordAlone({ actor: 'agent', action: 'key-made-private', subject: name, detail })
}

async function putInPlace(certificate: CertificateRow, version: IssuedVersion, needs: PuttingBackNeeds): Promise<void> {
  const { audit, clock, db, store } = needs
  const name = nameOf(certificate)
  const { location, wasDamaged, ...found } = await whole(certificate, version, needs)
  const keyLocation = keyPlaceOf(version, found.keyLocation)
  const isFollowed = (await store.current(name)) === version.thumbprint
  if (!isFollowed) await store.makeCurrent(name, version.thumbprint)
  const wasMissing = version.store_location === null
  if (location !== version.store_location || keyLocation !== version.key_location || version.installed_at === null)
    await db.transaction().execute(async (tx) => {
      await versionRepository(tx).update(certificate.id, version.number, {
        store_kind: store.kind,
        store_location: location,
        key_location: keyLocation,
        installed_at: version.installed_at ?? clock.now(),
      })
      if (isKeyLost(version)) await renewInTime(certificate, version, { db: tx, clock })
    })
  const detail = { store: store.kind, thumbprint: version.thumbprint, location }
  if (wasDamaged || wasMissing || !isFollowed)
    await audit.recordAlone({ actor: 'agent', action: 'certificate-put-back', subject: name, detail })
}

/**
 * A key that was lost came back, so nothing presses any more: it is renewed when it would have been, of which the authority is
 * asked again, and a try to replace it that failed is not made again.
 */
async function renewInTime(
  certificate: CertificateRow,
  version: IssuedVersion,
  { clock, db }: Pick<PuttingBackNeeds, 'clock'> & { db: Kysely<AgentTables> },
): Promise<void> {
  if (wantsReplacement(certificate, version)) return
  const at = certificate.window_drawn_at ?? backstopAt({ notBefore: version.not_before, notAfter: version.not_after })
  const plan = { renewal_at: at, renewal_reason: 'ari-window', window_ask_again_at: null } as const
  await certificateRepository(db).update(certificate.id, at > clock.now() ? { ...plan, failed_tries: 0, next_attempt_at: null } : plan)
}

/** Refuses as the store does, and with KEY_LOST where the store had the one copy of the key. */
async function whole(certificate: CertificateRow, version: IssuedVersion, needs: PuttingBackNeeds) {
  const { store } = needs
  const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
  const found = await store.mend({ name: nameOf(certificate), certificatePem, chainPem }).catch((error: unknown) => {
    // Another user's file has the key's place: what is sealed here takes it. The one copy there is is not given up for that.
    if (version.key_custody === 'sealed' && isRefusal(error, 'STORE_FAILED') && outOfReach.includes(String(error.data.reason)))
      return undefined
    throw error
  })
  if (found) return found
  // Somebody took the certificate away, and the TPM still has its key.
  const key = version.key_custody === 'tpm' && tpmKeyName(version)
  const bound = key && (await store.tpm?.install(key, chainOf(certificate, version)))
  if (bound) return { ...bound, wasDamaged: true }
  if (isInStoreAlone(version)) throw new Refusal('KEY_LOST', { version: version.number })
  return { ...(await store.install(await openBundle(needs, certificate, version), holdOf(certificate))), wasDamaged: true }
}

const nowhere = { store_location: null, key_location: null }

/** A folder that cannot be read or filled just now has not lost its key yet: it is tried again. */
async function tellMissing(certificate: CertificateRow, version: IssuedVersion, refusal: Refusal, needs: PuttingBackNeeds): Promise<void> {
  if (version.store_location === null) return
  const { audit, db, log, store } = needs
  const subject = nameOf(certificate)
  const { code, data } = refusal
  log.warn('the certificate in use could not be put back into the store', { name: subject, code, ...data })
  const entry = await db.transaction().execute(async (tx) => {
    const key_location = version.key_custody === 'tpm' ? version.key_location : null
    await versionRepository(tx).update(certificate.id, version.number, { ...nowhere, key_location })
    const detail = { store: store.kind, thumbprint: version.thumbprint, ...refusalDetail(refusal) }
    return audit.record(tx, { actor: 'agent', action: 'certificate-not-in-place', subject, detail })
  })
  audit.announce(entry)
}

/** Whether it was in the TPM or not: what comes back does so in the store. */
const lost = { key_custody: 'destroyed' } as const

/** What is written down has the next run make another key, and the scheduler begin it, unless it comes back before. */
async function tellLost(certificate: CertificateRow, version: IssuedVersion, needs: PuttingBackNeeds): Promise<void> {
  if (isKeyLost(version)) return
  const { audit, clock, db, log, store } = needs
  const subject = nameOf(certificate)
  log.warn('the only copy of a private key is gone from the store', { name: subject, thumbprint: version.thumbprint })
  const entry = await db.transaction().execute(async (tx) => {
    await versionRepository(tx).update(certificate.id, version.number, { ...nowhere, installed_at: null, ...lost })
    await certificateRepository(tx).update(certificate.id, { renewal_at: clock.now(), renewal_reason: 'emergency' })
    const replacement = certificate.auto_renewal === 1 ? 'ordered' : 'asked'
    const detail = { store: store.kind, version: version.number, thumbprint: version.thumbprint, replacement }
    return audit.record(tx, { actor: 'agent', action: 'key-lost', subject, detail })
  })
  audit.announce(entry)
}
