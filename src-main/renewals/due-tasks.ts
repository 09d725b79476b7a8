import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { savesNothing } from '@mylzip/shared/domain/saves-nothing.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { type CertificateState, type Due, dueFor } from './due.policy.ts'
import { type Hours, keepHours, type MinuteOfDay } from './hours.policy.ts'
import type { Keeper } from './keeper.service.ts'
import { type Pause, waitForPause } from './pause.policy.ts'
import type { PauseService } from './pause.service.ts'
import type { RenewalService } from './renewal.service.ts'
import type { Replan } from './renewal-plan.service.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { DueTask } from './scheduler.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  renewals: RenewalService
  replan: Replan
  keeper: Pick<Keeper, 'look'>
  announcements: Pick<RunAnnouncements, 'goesOn' | 'standsStill'>
  renewalHours?: RenewalHours | undefined
  pause?: Pick<PauseService, 'now'> | undefined
}

/** The hours that an organisation leaves renewals, where it says so, by this machine's own clock. */
export interface RenewalHours {
  hours(): Hours | undefined
  minuteOfDay: MinuteOfDay
}

/** What somebody wants renewals to wait for. */
export interface Waits {
  renewalHours?: RenewalHours | undefined
  pause?: Pause | undefined
}

/**
 * Turns what is due for each certificate into tasks of the scheduler. What cannot even be begun because nothing can be saved is
 * told, and tried again at each look.
 */
export function createDueTasks({
  announcements,
  db,
  clock,
  keeper,
  pause,
  renewals,
  replan,
  renewalHours,
}: Needs): () => Promise<DueTask[]> {
  async function tasksOf(certificate: CertificateRow, paused: Pause | undefined): Promise<DueTask[]> {
    const state = await certificateState(db, certificate)
    const now = clock.now()
    const dues = dueWithin(state, now, { renewalHours, pause: paused })
    if (dues.every(({ at }) => at > now)) await announcements.goesOn(certificate.id)
    return dues.map((due) => ({
      key: `${due.kind}:${certificate.id}`,
      at: due.at,
      run: () => act(due, certificate.id).catch((error: unknown) => standStill(certificate.id, error)),
    }))
  }

  async function standStill(certificateId: string, error: unknown): Promise<void> {
    if (!isRefusal(error, ...savesNothing)) throw error
    await announcements.standsStill(certificateId, error)
  }

  /** Between the look and this call it may have been renewed, planned anew or forgotten. */
  async function isStillDue(due: Due, certificateId: string): Promise<boolean> {
    const certificate = await certificateRepository(db).find(certificateId)
    if (!certificate || certificate.retired_at !== null) return false
    const now = clock.now()
    const waits = { renewalHours, pause: await pause?.now() }
    return dueWithin(await certificateState(db, certificate), now, waits).some((each) => each.kind === due.kind && each.at <= now)
  }

  /** A key that was lost may have come back since the last look: then nothing is to be ordered in its place. */
  async function lookForKey(certificateId: string): Promise<void> {
    const certificate = await certificateRepository(db).find(certificateId)
    if (certificate && isKeyLost(await versionRepository(db).inUse(certificate))) await keeper.look()
  }

  async function act(due: Due, certificateId: string): Promise<void> {
    if (due.kind === 'run') await lookForKey(certificateId)
    if (!(await isStillDue(due, certificateId))) return
    if (due.kind === 'resume') return renewals.resume(due.runId)
    if (due.kind === 'replan') return replan(certificateId)
    await (await renewals.start(certificateId, due.reason)).ended
  }

  return async () => {
    const paused = await pause?.now()
    const certificates = await certificateRepository(db).list()
    return (await Promise.all(certificates.map((certificate) => tasksOf(certificate, paused)))).flat()
  }
}

/** What is due, and when, by the pause that a person made and the hours that are left to it. */
export function dueWithin(state: CertificateState, now: Instant, { pause, renewalHours }: Waits): Due[] {
  const hours = renewalHours?.hours()
  const due = dueFor(state, now).map((each) => (pause ? waitForPause(each, state, pause) : each))
  return renewalHours && hours ? due.map((each) => keepHours(each, state, now, hours, renewalHours.minuteOfDay)) : due
}

/** What the decision needs of the certificate, from its row and its last run. */
export async function certificateState(db: AgentDatabase['db'], certificate: CertificateRow): Promise<CertificateState> {
  const lastRun = await runRepository(db).lastOf(certificate.id)
  const inUse = await versionRepository(db).inUse(certificate)
  return {
    lastRun: lastRun && { id: lastRun.id, status: lastRun.status, endedAt: lastRun.ended_at },
    inUse: certificate.current_version !== null,
    autoRenewal: certificate.auto_renewal === 1,
    lifetime: isIssued(inUse) ? inUse.not_after - inUse.not_before : undefined,
    notAfter: inUse?.not_after ?? undefined,
    unusable: inUse !== undefined && (inUse.revoked_at !== null || isKeyLost(inUse)),
    renewalAt: certificate.renewal_at,
    renewalReason: certificate.renewal_reason,
    windowEnd: certificate.window_end,
    askAgainAt: certificate.window_ask_again_at,
    nextAttemptAt: certificate.next_attempt_at,
  }
}
