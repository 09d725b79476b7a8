import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import type { CertificateRow } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import { saveConsumer } from './consumer-record.ts'
import { type GivingBackNeeds, giveBack } from './give-back.ts'
import { proveTarget } from './prove-target.ts'
import { type PuttingBackNeeds, putBack } from './put-back.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { RunTools } from './run-context.ts'
import { settleFailure } from './settle-failure.ts'

const devicePage: DeployTargetKind = 'device-page'

export type ServingNeeds = PuttingBackNeeds &
  Pick<RunTools, 'targetsFor' | 'probe'> & {
    announcements: Pick<RunAnnouncements, 'certificate'>
    /** From then on programs end by themselves, which says nothing of the certificate. */
    stopping(): boolean
  }

/** Has the version in use lie in the store and its programs present it, and says whether both were seen. */
export async function serve(
  certificate: CertificateRow,
  version: IssuedVersion,
  needs: ServingNeeds,
): Promise<{ isStored: boolean; isProven: boolean }> {
  const { clock, db, log } = needs
  const targets = await needs.targetsFor(certificate, version.number)
  const consumer = { ...needs, certificate, run: { number: version.number } }
  // Programs are served from what is sealed here: a store that cannot be mended must not keep them from it.
  const isStored = await putBack(certificate, version, needs)
  let isProven = true
  for (const target of targets) {
    try {
      if (await isLeftToRun(consumer, version, target)) {
        isProven = false
        continue
      }
      await proveTarget(consumer, version, target)
    } catch (error) {
      if (!(error instanceof Refusal) || needs.stopping()) throw error
      isProven = false
      log.warn('a program does not present the certificate in use', { target: target.id, code: error.code })
      await saveConsumer(consumer, target, { failure: error })
      await giveBack(consumer, version.number, target)
    }
  }
  await versionRepository(db).update(certificate.id, version.number, {
    verified_at: isProven && isStored && targets.length > 0 ? clock.now() : null,
  })
  if (isProven && isStored) await settleFailure(certificate, version, db)
  await needs.announcements.certificate(certificate.id)
  return { isStored, isProven }
}

/**
 * It could not be made to present this version, whatever it was given back: runs try it again, and between them it is left in peace.
 * Where none will, because it was set up or told since the last, it is tried again once a day, as runs end up doing. The device page
 * lives in this process: nothing is down while it is told, and it forgets what it had with each end.
 */
async function isLeftToRun({ certificate, clock, db }: GivingBackNeeds, version: IssuedVersion, target: DeployTarget): Promise<boolean> {
  const record = (await versionRepository(db).consumers(certificate.id, version.number)).find((each) => each.target === target.id)
  if (target.id === devicePage || record?.failure_code == null || record.verified_at !== null) return false
  const isRecent = record.failed_at !== null && Math.abs(clock.now() - record.failed_at) < day
  if (!isRecent && !(await isTriedByRuns(certificate, version, db))) return false
  // One that cannot even be asked is no other than it was.
  const bound = await target.bound().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return undefined
  })
  return bound !== version.thumbprint
}

async function isTriedByRuns(certificate: CertificateRow, { number }: IssuedVersion, db: ServingNeeds['db']): Promise<boolean> {
  if (certificate.next_attempt_at === null || certificate.auto_renewal === 0) return false
  const lastRun = await runRepository(db).lastOf(certificate.id)
  return lastRun?.status === 'failed' && lastRun.number === number
}
