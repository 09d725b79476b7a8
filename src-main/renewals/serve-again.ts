import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Log } from '../system/log/log.port.ts'
import { saveConsumer } from './consumer-record.ts'
import { proveTarget } from './prove-target.ts'
import { putBack } from './put-back.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { RunTools } from './run-context.ts'

export type ServingNeeds = Pick<RunTools, 'db' | 'clock' | 'secrets' | 'store' | 'targetsFor' | 'probe'> & {
  log: Log
  audit: Pick<AuditService, 'recordAlone'>
  announcements: Pick<RunAnnouncements, 'certificate'>
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
export function createServeAgain(needs: ServingNeeds): () => Promise<string[]> {
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

/** The same for one certificate, by its version in use: whether it lies in the store and all its programs were seen presenting it. */
export async function serve(certificate: CertificateRow, version: IssuedVersion, needs: ServingNeeds): Promise<boolean> {
  const { clock, db, log } = needs
  const targets = needs.targetsFor(certificate)
  const consumer = { ...needs, certificate, run: { number: version.number } }
  let proven = true
  // Programs are served from what is sealed here: a store that cannot be mended must not keep them from it.
  const stored = await putBack(certificate, version, needs).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    // Said once: it is tried again each minute.
    if (version.installed_at !== null) log.warn('the certificate in use could not be put back into the store', { code: error.code })
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
    verified_at: proven && stored && targets.length > 0 ? clock.now() : null,
  })
  await needs.announcements.certificate(certificate.id)
  return proven && stored
}
