import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import { dueFor } from './due.policy.ts'
import { certificateState } from './due-tasks.ts'
import type { RenewalService } from './renewal.service.ts'
import { nextAttempt } from './retry.policy.ts'
import type { DueTask } from './scheduler.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  random: Random
  log: Log
  /** Answers the device's name. Refuses when it cannot be enrolled now. */
  enrol(): Promise<string>
  ensureCertificate(name: string): Promise<string>
  openDevicePage(): Promise<void>
  serveAgain(): Promise<string[]>
  renewals: RenewalService
}

export interface MainJobOutcome {
  certificateId: string
  /** The run it took; undefined when everything was there. */
  runId: string | undefined
}

export interface MainJob {
  /**
   * Finds what is there, finishes what was begun, orders only what is missing. Refuses as the run that failed did.
   * `asked` says that a person waits for it: then a try is made now, even where the next one is planned for later.
   */
  doNow(asked: boolean): Promise<MainJobOutcome>
  /** What is to be tried again because it failed before there was a run that could remember it: no cloud, no port. */
  tasks(): DueTask[]
}

/** What the product is for: this device has a certificate for its own name, and it is seen being served. */
export function createMainJob(needs: Needs): MainJob {
  const { db, clock, random, renewals, log } = needs
  let again: { tries: number; at: Instant } | undefined

  async function doNow(asked: boolean): Promise<MainJobOutcome> {
    const { certificateId, served } = await prepare()
    if (served || !(asked || (await isDue(certificateId)))) return { certificateId, runId: undefined }
    const first = (await runRepository(db).lastOf(certificateId)) === undefined
    const { runId, ended } = await renewals.start(certificateId, first ? 'first' : 'retry')
    const refusal = await ended
    if (refusal) throw refusal
    return { certificateId, runId }
  }

  async function prepare(): Promise<{ certificateId: string; served: boolean }> {
    try {
      const certificateId = await needs.ensureCertificate(await needs.enrol())
      await needs.openDevicePage()
      const unproven = await needs.serveAgain()
      again = undefined
      return { certificateId, served: !unproven.includes(certificateId) && (await isServed(certificateId)) }
    } catch (error) {
      const tries = (again?.tries ?? 0) + 1
      again = { tries, at: nextAttempt({ tries, at: clock.now(), code: isRefusal(error) ? error.code : 'DEFECT' }, random) }
      throw error
    }
  }

  async function tryAgain(): Promise<void> {
    await doNow(false).catch((error: unknown) => log.warn('the main job failed again', { error }))
  }

  async function isServed(certificateId: string): Promise<boolean> {
    const number = (await certificateRepository(db).find(certificateId))?.current_version
    const version = number == null ? undefined : await versionRepository(db).find(certificateId, number)
    return isIssued(version) && version.verified_at !== null && version.not_after > clock.now()
  }

  async function isDue(certificateId: string): Promise<boolean> {
    const certificate = await certificateRepository(db).find(certificateId)
    if (!certificate) return false
    const due = dueFor(await certificateState(db, certificate), clock.now())
    return due.some(({ kind, at }) => kind !== 'replan' && at <= clock.now())
  }

  return { doNow, tasks: () => (again ? [{ key: 'main-job', at: again.at, run: tryAgain }] : []) }
}
