import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { openBundle } from '../certificates/bundle.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Log } from '../system/log/log.port.ts'
import { saveConsumer } from './consumer-record.ts'
import { proveTarget } from './prove-target.ts'
import type { RunTools } from './run-context.ts'

type Needs = Pick<RunTools, 'db' | 'clock' | 'secrets' | 'store' | 'targetsFor' | 'probe'> & {
  log: Log
  /** A run that is going on binds and proves by itself; putting the version in use back would make its proof fail. */
  isBusy(certificateId: string): Promise<boolean>
  /** From then on programs end by themselves, which says nothing of the certificate. */
  stopping(): boolean
}

/**
 * At a start and from time to time: programs that live in this process present the certificate in use again, one that
 * vanished from the store is put back, and every consumer is seen being served anew, because "verified" means now.
 * Orders nothing.
 * Answers the certificates of which that could not be seen, or which the store does not take back.
 */
export function createServeAgain(needs: Needs): () => Promise<string[]> {
  return async () => {
    const unproven: string[] = []
    for (const certificate of await certificateRepository(needs.db).list()) {
      if (certificate.current_version === null || (await needs.isBusy(certificate.id))) continue
      const version = await versionRepository(needs.db).find(certificate.id, certificate.current_version)
      if (!isIssued(version) || version.not_after <= needs.clock.now()) continue
      if (!(await serve(certificate, version, needs))) unproven.push(certificate.id)
    }
    return unproven
  }
}

async function serve(certificate: CertificateRow, version: IssuedVersion, needs: Needs): Promise<boolean> {
  const { clock, db, log } = needs
  const targets = needs.targetsFor(certificate)
  const consumer = { ...needs, certificate, run: { number: version.number } }
  let proven = true
  // Programs are served from what is sealed here: a store that cannot be mended must not keep them from it.
  const stored = await restoreToStore(certificate, version, needs).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    log.warn('the certificate in use could not be put back into the store', { code: error.code })
    return false
  })
  for (const target of targets) {
    try {
      await proveTarget(consumer, version, target)
    } catch (error) {
      if (!(error instanceof Refusal) || needs.stopping()) throw error
      proven = false
      log.warn('a program does not present the certificate in use', { target: target.id, code: error.code })
      await saveConsumer(consumer, target, { failure: error })
    }
  }
  await versionRepository(db).update(certificate.id, version.number, {
    verified_at: proven && targets.length > 0 ? clock.now() : null,
  })
  return proven && stored
}

/** Puts back what vanished from the store or was damaged there, and writes down where it lies now: data folders are moved and copied. */
async function restoreToStore(certificate: CertificateRow, version: IssuedVersion, needs: Needs): Promise<true> {
  const { db, store } = needs
  // There was never a key to put there.
  if (version.key_custody === 'elsewhere') return true
  // What cannot be read there is written anew, where there is something to write.
  const found = await store.find(version.thumbprint).catch((error: unknown) => {
    if (version.key_custody === 'destroyed' || !isRefusal(error, 'STORE_FAILED')) throw error
    return undefined
  })
  if (!found?.hasKey && version.key_custody === 'destroyed') throw await lost(certificate, version, needs)
  const installed = found?.hasKey ? found : await store.install(await openBundle(needs, certificate, version))
  if (installed !== found) await store.makeCurrent(version.thumbprint)
  const { location, keyLocation } = installed
  if (location !== version.store_location || keyLocation !== version.key_location) {
    await versionRepository(db).update(certificate.id, version.number, { store_location: location, key_location: keyLocation })
  }
  return true
}

/** The store had the one copy of the key. What is written down has the next run make another, and the scheduler begin it. */
async function lost(certificate: CertificateRow, version: IssuedVersion, { clock, db }: Needs): Promise<Refusal> {
  await versionRepository(db).update(certificate.id, version.number, { installed_at: null, store_location: null, key_location: null })
  await certificateRepository(db).update(certificate.id, { renewal_at: clock.now(), renewal_reason: 'emergency' })
  return new Refusal('KEY_DESTROYED', { version: version.number })
}
