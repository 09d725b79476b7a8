import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import { saveConsumer } from './consumer-record.ts'
import { type GivingBackNeeds, giveBack } from './give-back.ts'
import { proveTarget } from './prove-target.ts'
import { type PuttingBackNeeds, putBack } from './put-back.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { RunTools } from './run-context.ts'

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

/** It failed with this version and was given an earlier one back: runs try it again, and between them it is left in peace. */
async function isLeftToRun({ certificate, db }: GivingBackNeeds, { number }: IssuedVersion, target: DeployTarget): Promise<boolean> {
  const record = (await versionRepository(db).consumers(certificate.id, number)).find((each) => each.target === target.id)
  if (record?.failure_code == null || record.verified_at !== null) return false
  const bound = await target.bound()
  const earlier = (await versionRepository(db).all(certificate.id)).filter((each) => each.number < number)
  return bound !== undefined && earlier.some(({ thumbprint }) => thumbprint === bound)
}

/** A run that could not deploy this version has nothing left to do: tried again, it would order another. */
async function settleFailure({ failed_tries, id }: CertificateRow, { number }: IssuedVersion, db: ServingNeeds['db']): Promise<void> {
  if (failed_tries === 0) return
  const lastRun = await runRepository(db).lastOf(id)
  if (lastRun?.status === 'failed' && lastRun.number === number)
    await certificateRepository(db).update(id, { failed_tries: 0, next_attempt_at: null })
}
