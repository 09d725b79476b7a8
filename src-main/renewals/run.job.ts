import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import { authoritiesInOrder, directoryOf } from './authorities-in-order.ts'
import { type FailedHere, nextAuthority } from './next-authority.ts'
import type { RunContext, Step, StepOutcome } from './run-context.ts'
import type { RunJobNeeds } from './run-job-needs.ts'
import { certificateStep } from './steps/certificate.step.ts'
import { challengeStep } from './steps/challenge.step.ts'
import { keyStep } from './steps/key.step.ts'
import { orderStep } from './steps/order.step.ts'
import { programsStep } from './steps/programs.step.ts'
import { proofStep } from './steps/proof.step.ts'
import { storeStep } from './steps/store.step.ts'

/**
 * From nothing to a certificate that is seen being served. The key is made while the authority looks at the names: both are
 * recorded before the request for the certificate is handed in.
 */
const tracks: Step[][][] = [[[keyStep], [orderStep, challengeStep]], [[certificateStep, storeStep, programsStep, proofStep]]]

/** What has to be done again when there is no order any more. */
const orderSteps = ['order', 'challenge', 'certificate'] as const

/**
 * Carries a run out from wherever it stands. Each step is recorded before it begins and, in one transaction with what
 * it brought and its audit entry, when it is done; so a killed process goes on at the step it was in. When an authority
 * cannot issue, the next in the person's order is asked, and `failedHere` tells what each failed with. Refuses as the step
 * that failed did.
 */
export async function carryOut(runId: string, needs: RunJobNeeds, failedHere: FailedHere = new Map()): Promise<void> {
  let mayOrderAgain = true
  for (;;) {
    await chooseAuthority(runId, needs, failedHere)
    try {
      return await carryOutAtOne(runId, needs)
    } catch (error) {
      if (!isRefusal(error)) throw error
      // The CA has forgotten the order, or it ended: the key is still good for another one, once.
      const again = mayOrderAgain && error.code === 'ACME_ORDER_LOST'
      if (again) mayOrderAgain = false
      else if (!(await nextAuthority(runId, error, failedHere, needs))) throw error
      await runRepository(needs.db).reopenSteps(runId, [...orderSteps])
    }
  }
}

/**
 * Writes down where the run orders, unless it has: from then on that is where it goes on. An order at an authority that
 * the person no longer wants is left.
 */
async function chooseAuthority(runId: string, needs: RunJobNeeds, failedHere: FailedHere): Promise<void> {
  const { db, limits } = needs
  const { certificate, run, version } = await load(runId, needs)
  if (isIssued(version)) return
  const inOrder = authoritiesInOrder(certificate)
  const before = run.order_url === null && run.directory_url === null ? undefined : directoryOf(run, version, certificate)
  if (before !== undefined && inOrder.includes(before)) return
  if (before !== undefined) await runRepository(db).reopenSteps(runId, [...orderSteps])
  const directory_url = await limits.choose(db, inOrder, new Set(failedHere.keys()))
  await runRepository(db).update(runId, { directory_url, order_url: null, rehearsal_order_url: null, rehearsed_at: null })
}

async function carryOutAtOne(runId: string, needs: RunJobNeeds): Promise<void> {
  const { run, directoryUrl } = await load(runId, needs)
  const authority = await needs.authorities.at(directoryUrl)
  // What this run cost: an authority counts for its whole life, and the run may have begun in another process.
  const requestsBefore = run.acme_requests - authority.requests()
  const count = () => runRepository(needs.db).update(runId, { acme_requests: requestsBefore + authority.requests() })
  const carryOutTrack = async (track: Step[]) => {
    for (const step of track) {
      // The count is for people: a full disk here must not hide what the step refused.
      await carryOutStep(step, runId, authority, needs).finally(() => count().catch(() => undefined))
    }
  }
  for (const together of tracks) {
    const ended = await Promise.allSettled(together.map(carryOutTrack))
    const failed = ended.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }
}

async function carryOutStep(step: Step, runId: string, authority: RunContext['authority'], needs: RunJobNeeds): Promise<void> {
  const { announcements, assertRoom, audit, clock, db, log, turns } = needs
  const runs = runRepository(db)
  const recorded = (await runs.steps(runId)).find((each) => each.step === step.name)
  if (recorded?.status === 'done') return
  await runs.saveStep({ run_id: runId, step: step.name, status: 'running', started_at: clock.now(), ended_at: null })
  await announcements.run(runId)
  // What a full disk kept from being written down is taken up again every minute, and asks nobody before there is room for it.
  if (recorded) await assertRoom()
  const { certificate } = await load(runId, needs)
  await announcements.goesOn(certificate.id)
  const { entries, outcome } = await (step.tellsPrograms ? inItsTurn(work) : work())
  // What follows the commit must not undo it: a run that failed here would be made again from the beginning.
  await followUp().catch((error: unknown) => log.warn('a step was done, and what follows from it was not', { step: step.name, error }))

  async function inItsTurn<T>(telling: () => Promise<T>): Promise<T> {
    if (turns.isTaken(certificate.id)) log.info('a run waits: programs of its certificate are being told', { step: step.name })
    return turns.take(certificate.id, telling)
  }

  /** Done and recorded, as things stand by now. */
  async function work(): Promise<{ entries: Activity[]; outcome: StepOutcome }> {
    const context = { ...(await load(runId, needs)), authority, begunBefore: recorded !== undefined }
    const outcome = await step.work(context).catch(async (error: Refusal | Error) => {
      await runs.endStep(runId, step.name, 'failed', clock.now()).catch(() => undefined)
      throw error
    })
    const subject = nameOf(context.certificate)
    const entries = await db.transaction().execute(async (tx) => {
      await outcome.save(tx)
      await runRepository(tx).endStep(runId, step.name, 'done', clock.now())
      const written: Activity[] = []
      for (const entry of [outcome.audit ?? []].flat()) written.push(await audit.record(tx, { actor: 'agent', subject, ...entry }))
      return written
    })
    return { entries, outcome }
  }

  async function followUp(): Promise<void> {
    for (const entry of entries) audit.announce(entry)
    await outcome.afterwards?.()
    await announcements.run(runId)
    await announcements.certificate(certificate.id)
  }
}

async function load(runId: string, { db, ...tools }: RunJobNeeds): Promise<Omit<RunContext, 'authority' | 'begunBefore'>> {
  const run = await runRepository(db).find(runId)
  const certificate = run && (await certificateRepository(db).find(run.certificate_id))
  if (!run || !certificate) throw new Error(`run ${runId} or its certificate is gone`)
  const version = await versionRepository(db).find(certificate.id, run.number)
  return { ...tools, db, run, certificate, version, directoryUrl: directoryOf(run, version, certificate) }
}
