import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { wantsReplacement } from '../certificates/revoked.policy.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import { backstopAt, emergencyAt } from './renewal.policy.ts'
import { issuedVersion, type RunContext } from './run-context.ts'

/**
 * Some programs present it, and others failed: it is the version in use, so that nobody takes it from those again. Its renewal is
 * planned by its age until the authority is asked, because a run that fails plans none.
 */
export async function makeCurrent(context: RunContext): Promise<void> {
  const { certificate, db, run, store } = context
  if (certificate.current_version === run.number) return
  const { not_after: notAfter, not_before: notBefore, thumbprint } = issuedVersion(context)
  await store.makeCurrent(nameOf(certificate), thumbprint)
  await certificateRepository(db).update(certificate.id, {
    current_version: run.number,
    renewal_at: backstopAt({ notBefore, notAfter }),
    renewal_reason: 'age',
    ...{ window_start: null, window_end: null, window_drawn_at: null, window_ask_again_at: null },
  })
}

/**
 * The same where no program presents it, once the version in use is about to end or must not be used any more: what follows the
 * store by itself, and is told by nobody here, would run into the end with a valid certificate beside it.
 */
export async function makeCurrentInTime(context: RunContext): Promise<void> {
  const { certificate, clock, db } = context
  const inUse = await versionRepository(db).inUse(certificate)
  if (!isIssued(inUse) || inUse.number === context.run.number) return
  const isUnfit = isKeyLost(inUse) || wantsReplacement(certificate, inUse)
  const isEnding = emergencyAt({ notBefore: inUse.not_before, notAfter: inUse.not_after }) <= clock.now()
  if (isUnfit || isEnding) await makeCurrent(context)
}
