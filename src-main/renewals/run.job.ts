import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { CertificateAuthorities } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { RunContext, RunTools, Step } from './run-context.ts'
import { certificateStep } from './steps/certificate.step.ts'
import { challengeStep } from './steps/challenge.step.ts'
import { keyStep } from './steps/key.step.ts'
import { orderStep } from './steps/order.step.ts'
import { programsStep } from './steps/programs.step.ts'
import { proofStep } from './steps/proof.step.ts'
import { storeStep } from './steps/store.step.ts'

/** From nothing to a certificate that is seen being served. */
const steps: Step[] = [keyStep, orderStep, challengeStep, certificateStep, storeStep, programsStep, proofStep]

export interface RunJobNeeds extends RunTools {
  authorities: CertificateAuthorities
  audit: Pick<AuditService, 'record' | 'announce'>
  announcements: RunAnnouncements
}

/**
 * Carries a run out from wherever it stands. Each step is recorded before it begins and, in one transaction with what
 * it brought and its audit entry, when it is done; so a killed process goes on at the step it was in. Refuses as the
 * step that failed did.
 */
export async function carryOut(runId: string, needs: RunJobNeeds): Promise<void> {
  const runs = runRepository(needs.db)
  const first = await load(runId, needs)
  const authority = await needs.authorities.at(first.certificate.directory_url)
  // What this run cost: an authority counts for its whole life, and the run may have begun in another process.
  const requestsBefore = first.run.acme_requests - authority.requests()
  let mayOrderAgain = true
  // Killed at one authority, gone on with at another: the order was the first one's.
  const elsewhere = first.version !== undefined && first.version.directory_url !== first.certificate.directory_url
  if (elsewhere && !isIssued(first.version)) await runs.reopenSteps(runId, ['order', 'challenge', 'certificate'])
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as Step
    const done = (await runs.steps(runId)).some((recorded) => recorded.step === step.name && recorded.status === 'done')
    if (done) continue
    try {
      await carryOutStep(step, { ...(await load(runId, needs)), authority }, needs)
    } catch (error) {
      // The CA has forgotten the order, or it ended: the key is still good for another one, once.
      if (!mayOrderAgain || !isRefusal(error, 'ACME_ORDER_LOST')) throw error
      mayOrderAgain = false
      await runs.reopenSteps(runId, ['order', 'challenge', 'certificate'])
      index = steps.indexOf(orderStep) - 1
    } finally {
      // The count is for people: a full disk here must not hide what the step refused.
      await runs.update(runId, { acme_requests: requestsBefore + authority.requests() }).catch(() => undefined)
    }
  }
}

async function carryOutStep(step: Step, context: RunContext, { audit, announcements }: RunJobNeeds): Promise<void> {
  const { clock, db, run, certificate } = context
  const started_at = clock.now()
  await runRepository(db).saveStep({ run_id: run.id, step: step.name, status: 'running', started_at, ended_at: null })
  await announcements.run(run.id)
  const outcome = await step.work(context).catch(async (error: Refusal | Error) => {
    await runRepository(db)
      .endStep(run.id, step.name, 'failed', clock.now())
      .catch(() => undefined)
    throw error
  })
  const entries = await db.transaction().execute(async (tx) => {
    await outcome.save(tx)
    await runRepository(tx).endStep(run.id, step.name, 'done', clock.now())
    const recorded: Activity[] = []
    for (const entry of [outcome.audit ?? []].flat()) {
      recorded.push(await audit.record(tx, { actor: 'agent', subject: nameOf(certificate), ...entry }))
    }
    return recorded
  })
  await announcements.run(run.id)
  await announcements.certificate(certificate.id)
  for (const entry of entries) audit.announce(entry)
  await outcome.afterwards?.()
}

async function load(runId: string, { db, ...tools }: RunJobNeeds): Promise<Omit<RunContext, 'authority'>> {
  const run = await runRepository(db).find(runId)
  const certificate = run && (await certificateRepository(db).find(run.certificate_id))
  if (!run || !certificate) throw new Error(`run ${runId} or its certificate is gone`)
  return { ...tools, db, run, certificate, version: await versionRepository(db).find(certificate.id, run.number) }
}
