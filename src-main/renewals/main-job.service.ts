import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { isChosenAnew } from '../certificates/chosen-anew.policy.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import { authoritiesInOrder } from './authorities-in-order.ts'
import type { Due } from './due.policy.ts'
import { certificateState, dueWithin, type RenewalHours, type Waits } from './due-tasks.ts'
import type { PauseService } from './pause.service.ts'
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
  /** The same for a device the cloud no longer knows. */
  enrolAnew(): Promise<string>
  ensureCertificate(name: string): Promise<string>
  openDevicePage(): Promise<void>
  serveAgain(): Promise<string[]>
  renewals: RenewalService
  renewalHours?: RenewalHours | undefined
  pause?: Pick<PauseService, 'now'> | undefined
}

export interface MainJobOutcome {
  certificateId: string
  /** The run it took; undefined when everything was there. */
  runId: string | undefined
}

export interface MainJob {
  /**
   * Finds what is there, finishes what was begun, orders only what is missing. Refuses as the run that failed did.
   * `asked` says that a person waits for it: then a try is made now, even where the next one is planned for later, and
   * another authority or key that was chosen is not left to the next renewal.
   */
  doNow(asked: boolean): Promise<MainJobOutcome>
  /** Once done it is done again from time to time: what is there costs nothing, and "verified" must not grow old. */
  tasks(): DueTask[]
  /** This device is another one now: it is done again as soon as there is a look. */
  soon(): void
}

/** How long a proof of service counts before it is made again. */
const proofLasts = 6 * hour

/** What the product is for: this device has a certificate for its own name, and it is seen being served. */
export function createMainJob(needs: Needs): MainJob {
  const { db, clock, random, renewals, log } = needs
  /** When it is done again, and when that was settled: a clock that was ahead then must not hold it up. */
  let next: { at: Instant; settledAt: Instant } | undefined
  let failures = 0

  async function doNow(asked: boolean): Promise<MainJobOutcome> {
    const { certificateId, unproven } = await prepare(needs.enrol)
    if (!unproven && !(await isWanted(certificateId, asked))) return { certificateId, runId: undefined }
    return run(certificateId).catch(async (error: unknown) => {
      // The cloud has released or lost this device, or takes it for a copy: it enrols anew, and maybe with another name.
      if (!isRefusal(error, 'DEVICE_UNKNOWN', 'DEVICE_CLONED')) throw error
      return run((await prepare(needs.enrolAnew)).certificateId)
    })
  }

  async function run(certificateId: string): Promise<MainJobOutcome> {
    const due = await dueNow(certificateId, {})
    const { runId, ended } = await renewals.start(certificateId, due?.kind === 'run' ? due.reason : 'retry')
    const refusal = await ended
    if (refusal) throw refusal
    return { certificateId, runId }
  }

  async function isWanted(certificateId: string, asked: boolean): Promise<boolean> {
    // Left in the middle by a process that was killed: joined and finished before anything is said of it.
    if (await runRepository(db).runningFor(certificateId)) return true
    const served = await isServed(certificateId)
    // Whoever asks need not wait for an hour of the day.
    const pause = await needs.pause?.now()
    const due = (await dueNow(certificateId, { pause, renewalHours: asked ? undefined : needs.renewalHours })) !== undefined
    if (!asked) return due && !served
    // Starting the program again is no wish to end the pause.
    if (pause) return due || !served
    return due || !served || (await isOtherThanWanted(certificateId)) || (await isFailedRenewal(certificateId))
  }

  /** What fails here has no run that could remember it: no cloud, no port. */
  async function prepare(enrol: () => Promise<string>): Promise<{ certificateId: string; unproven: boolean }> {
    try {
      const certificateId = await needs.ensureCertificate(await enrol())
      await needs.openDevicePage()
      const unproven = await needs.serveAgain()
      failures = 0
      next = { at: clock.now() + proofLasts, settledAt: clock.now() }
      return { certificateId, unproven: unproven.includes(certificateId) }
    } catch (error) {
      failures += 1
      const at = nextAttempt({ tries: failures, at: clock.now(), code: isRefusal(error) ? error.code : 'DEFECT' }, random)
      next = { at, settledAt: clock.now() }
      throw error
    }
  }

  async function again(): Promise<void> {
    await doNow(false).catch((error: unknown) => log.warn('the main job did not finish', { error }))
  }

  async function inUse(certificateId: string) {
    const certificate = await certificateRepository(db).find(certificateId)
    return { certificate, version: certificate && (await versionRepository(db).inUse(certificate)) }
  }

  async function isServed(certificateId: string): Promise<boolean> {
    const { version } = await inUse(certificateId)
    return isIssued(version) && version.verified_at !== null && version.not_after > clock.now()
  }

  async function isOtherThanWanted(certificateId: string): Promise<boolean> {
    const { certificate, version } = await inUse(certificateId)
    return certificate !== undefined && version !== undefined && isChosenAnew(version, certificate, authoritiesInOrder(certificate))
  }

  /** A renewal whose moment has passed and that failed: a person who starts the program need not wait for the next try. */
  async function isFailedRenewal(certificateId: string): Promise<boolean> {
    const { certificate } = await inUse(certificateId)
    const failed = (await runRepository(db).lastOf(certificateId))?.status === 'failed'
    return failed && certificate?.renewal_at != null && certificate.renewal_at <= clock.now()
  }

  async function dueNow(certificateId: string, waits: Waits): Promise<Due | undefined> {
    const certificate = await certificateRepository(db).find(certificateId)
    if (!certificate) return undefined
    // Whoever starts the program does not wait for the day to go on: what was slept through is due as it is.
    const due = dueWithin({ ...(await certificateState(db, certificate)), windowEnd: null }, clock.now(), waits)
    return due.find(({ kind, at }) => kind !== 'replan' && at <= clock.now())
  }

  function tasks(): DueTask[] {
    if (next === undefined) return []
    const now = clock.now()
    return [{ key: 'main-job', at: next.settledAt > now ? now : next.at, run: again }]
  }

  function soon(): void {
    next = { at: clock.now(), settledAt: clock.now() }
  }

  return { doNow, soon, tasks }
}
