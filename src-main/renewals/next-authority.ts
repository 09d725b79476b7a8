import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import { mayLeave } from '../limits/authority-choice.policy.ts'
import { authoritiesInOrder, directoryOf } from './authorities-in-order.ts'
import { recordAuthorityFailure } from './authority-failure.ts'
import { isPressing } from './pressing.ts'
import type { RunJobNeeds } from './run-job-needs.ts'

/** What each authority that a run asked has failed with, by its directory. */
export type FailedHere = Map<string, Refusal>

/**
 * After a failure at one authority: writes down that the run goes on at the next one in the person's order, if it may.
 * Answers whether it does. `failedHere` gains the one that failed.
 */
export async function nextAuthority(runId: string, refusal: Refusal, failedHere: FailedHere, needs: RunJobNeeds): Promise<boolean> {
  const { announcements, audit, clock, db, limits } = needs
  const run = await runRepository(db).find(runId)
  const certificate = run && (await certificateRepository(db).find(run.certificate_id))
  if (!run || !certificate) return false
  const version = await versionRepository(db).find(certificate.id, run.number)
  const emergency = isPressing(certificate, await versionRepository(db).inUse(certificate), clock.now())
  const facts = { ordered: run.order_url !== null, tries: certificate.failed_tries + 1, emergency }
  if (isIssued(version) || !mayLeave(refusal, facts)) return false
  const from = directoryOf(run, version, certificate)
  failedHere.set(from, refusal)
  const to = await limits.choose(db, authoritiesInOrder(certificate), new Set(failedHere.keys()))
  if (to === undefined) return false
  const entry = await db.transaction().execute(async (tx) => {
    await recordAuthorityFailure(tx, from, refusal, certificate, needs)
    await runRepository(tx).update(runId, { directory_url: to, order_url: null, rehearsal_order_url: null, rehearsed_at: null })
    return audit.record(tx, {
      actor: 'agent',
      action: 'authority-changed',
      subject: nameOf(certificate),
      detail: { from, to, ...refusalDetail(refusal) },
    })
  })
  audit.announce(entry)
  await announcements.run(runId)
  return true
}
