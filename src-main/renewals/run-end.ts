import type { AuditAction, AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { Transaction, Updateable } from 'kysely'
import { refusalDetail } from '../audit/refusal-detail.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { type RunRow, runRepository } from '../certificates/run.repository.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import type { StatusReports } from '../licensing/status-reports.ts'
import { wasRemembered } from '../limits/standing.policy.ts'
import type { AgentTables, RunTable } from '../system/database/schema.ts'
import { directoryOf } from './authorities-in-order.ts'
import { recordAuthorityFailure, retryAtOf } from './authority-failure.ts'
import type { FailedHere } from './next-authority.ts'
import { nextAttempt } from './retry.policy.ts'
import { carryOut } from './run.job.ts'
import type { RunJobNeeds } from './run-job-needs.ts'

export interface RunEndNeeds extends RunJobNeeds {
  reports: StatusReports
  /** Works out anew when the certificate is to be renewed; called after each run. */
  replan(certificateId: string): Promise<void>
  /** True from the moment the agent stops: what is then torn away is neither a success nor a failure. */
  stopping(): boolean
}

/**
 * Carries a run out, records how it ended, and answers what it failed with. Never throws: what cannot even be recorded
 * (a full disk) stays `running` in the database and is taken up again by the scheduler, where there is one; whoever waits hears
 * of it here, and whoever watches is told that it stands still.
 */
export function createRunEnd(needs: RunEndNeeds): (runId: string) => Promise<Refusal | undefined> {
  return async (runId) => {
    const log = needs.log.with({ runId })
    const failedHere: FailedHere = new Map()
    const refusal = await carryOut(runId, needs, failedHere).then(
      () => undefined,
      (error: unknown) => asRefusal(error, runId),
    )
    if (refusal && needs.stopping()) return refusal
    if (refusal) log.warn('renewal run failed', { code: refusal.code, error: refusal })
    try {
      await (refusal ? recordFailure(runId, refusal, [...failedHere.values()], needs) : recordSuccess(runId, needs))
    } catch (error) {
      // It stays `running`: the scheduler takes it up again, and finds every step done that was.
      log.error('the end of a run could not be recorded', { error })
      const why = asRefusal(error, runId)
      await tellStandstill(runId, why, needs).catch((failed: unknown) => log.error('a standstill was not told', { error: failed }))
      return refusal ?? why
    }
    await tellAndReplan(runId, needs).catch((error: unknown) => log.error('a run that ended could not be followed up', { error }))
    return refusal
  }
}

async function tellStandstill(runId: string, why: Refusal, { announcements, db }: RunEndNeeds): Promise<void> {
  const run = await runRepository(db).find(runId)
  if (run) await announcements.standsStill(run.certificate_id, why, runId)
}

/** What follows a recorded end and must not change it. */
async function tellAndReplan(runId: string, { announcements, db, replan }: RunEndNeeds): Promise<void> {
  const run = await runRepository(db).find(runId)
  if (run) await announcements.goesOn(run.certificate_id)
  await announcements.run(runId)
  if (!run) return
  await announcements.certificate(run.certificate_id)
  if (run.status !== 'succeeded') return
  // Asks the CA, which may take its time: whoever watches knows by now that the run has ended.
  await replan(run.certificate_id)
  await announcements.certificate(run.certificate_id)
}

async function recordSuccess(runId: string, needs: RunEndNeeds): Promise<void> {
  const now = needs.clock.now()
  await recordEnd(runId, { status: 'succeeded' }, needs, async (tx, run, subject) => {
    await needs.reports.add(tx, 'certificate-verified', { name: subject, version: run.number })
    return { action: 'run-succeeded', detail: { runId, seconds: (now - run.started_at) / 1000 } }
  })
}

async function recordFailure(runId: string, refusal: Refusal, elsewhere: Refusal[], needs: RunEndNeeds): Promise<void> {
  const failure = { status: 'failed', failure_code: refusal.code, failure_data: JSON.stringify(refusal.data) } as const
  await recordEnd(runId, failure, needs, async (tx, run, subject) => {
    await countFailure(tx, run, refusal, elsewhere, needs)
    await needs.reports.add(tx, 'run-failed', { name: subject, code: refusal.code })
    return { action: 'run-failed', detail: { runId, ...refusalDetail(refusal) } }
  })
}

type End = Pick<Updateable<RunTable>, 'status' | 'failure_code' | 'failure_data'>
type Entry = { action: AuditAction; detail: AuditDetail }

/** Closes the run, what follows from it and the audit entry in one transaction; one that was ended meanwhile stays as it is. */
async function recordEnd(
  runId: string,
  end: End,
  { audit, clock, db }: RunEndNeeds,
  follows: (tx: Transaction<AgentTables>, run: RunRow, subject: string) => Promise<Entry>,
): Promise<void> {
  const activity = await db.transaction().execute(async (tx) => {
    if ((await runRepository(tx).find(runId))?.status !== 'running') return undefined
    await runRepository(tx).update(runId, { ...end, ended_at: clock.now() })
    const run = await runRepository(tx).find(runId)
    const certificate = run && (await certificateRepository(tx).find(run.certificate_id))
    if (!run || !certificate) throw new Error(`run ${runId} or its certificate is gone`)
    const subject = nameOf(certificate)
    return audit.record(tx, { actor: 'agent', subject, ...(await follows(tx, run, subject)) })
  })
  if (activity) audit.announce(activity)
}

/** `elsewhere`: what the authorities failed with that were asked before. The one that can be asked again first decides when. */
async function countFailure(
  tx: Transaction<AgentTables>,
  run: RunRow,
  refusal: Refusal,
  elsewhere: Refusal[],
  needs: RunEndNeeds,
): Promise<void> {
  const { clock, random } = needs
  const certificates = certificateRepository(tx)
  const certificate = await certificates.find(run.certificate_id)
  if (!certificate) return
  const inUse = await versionRepository(tx).inUse(certificate)
  const all = [...new Set([...elsewhere, refusal])]
  // Where nobody was asked, nothing was tried: it waits with the others, and no ladder is climbed.
  const tries = all.every(wasRemembered) ? Math.max(1, certificate.failed_tries) : certificate.failed_tries + 1
  const nextAt = (each: Refusal) => {
    if (wasRemembered(each)) return (retryAtOf(each) ?? clock.now()) + Math.floor(minute * random()) + 1
    const { code } = each
    return nextAttempt({ tries, at: clock.now(), code, limitedUntil: retryAtOf(each), notAfter: inUse?.not_after ?? undefined }, random)
  }
  if (!wasRemembered(refusal)) {
    const version = await versionRepository(tx).find(certificate.id, run.number)
    await recordAuthorityFailure(tx, directoryOf(run, version, certificate), refusal, certificate, needs)
  }
  await certificates.recordFailure(certificate.id, tries, Math.min(...all.map(nextAt)))
}

/** What is not a refusal is a defect: it is told by the place in the log where it is described. */
function asRefusal(error: unknown, runId: string): Refusal {
  return isRefusal(error) ? error : new Refusal('DEFECT', { reference: `run ${runId}` }, { cause: error })
}
