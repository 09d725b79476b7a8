import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Timers } from '../system/timers.port.ts'
import { createJoining } from './joining.ts'

/** Something that is to be done at a moment. */
export interface DueTask {
  /** One at a time runs per key. */
  key: string
  at: Instant
  /** Re-reads what it acts on before it acts: between the decision and this call things may have changed. */
  run(): Promise<void>
}

export interface SchedulerNeeds {
  clock: Clock
  timers: Timers
  log: Log
  /** What there is to do, read anew at each look, so that nothing planned under a wrong clock is kept. Cheap: once a minute. */
  tasks(): Promise<readonly DueTask[]>
}

export interface Scheduler {
  /** Begins to look, at once and then at least once a minute. */
  start(): void
  /** Looks now: after a change of plans, at resume, when a network comes up. Answers when what is due was started. */
  look(): Promise<void>
  /** No more looks; answers when what runs has ended. */
  stop(): Promise<void>
}

/** A task that failed by itself (a defect: refusals are the task's own to record) rests, so that it cannot fail each minute. */
const rest = 15 * minute

/**
 * Starts what is due. Timers stand still while a machine sleeps and know nothing of a clock that was set, so the wall
 * clock is asked every minute: a laptop that slept through a moment acts within a minute of waking. Never wakes by
 * itself twice within a minute.
 */
export function createScheduler({ clock, timers, log, tasks }: SchedulerNeeds): Scheduler {
  const jobs = createJoining<void>()
  const restingUntil = new Map<string, Instant>()
  const looks = createJoining<void>()
  let running = false
  let lastTick = Number.NEGATIVE_INFINITY
  let cancel = () => {}

  async function look(): Promise<void> {
    const planned = await tasks().catch((error: unknown) => {
      log.error('what is due could not be read', { error })
      return []
    })
    if (!running) return
    const now = clock.now()
    for (const task of planned) if (task.at <= now && !isResting(task.key, now)) begin(task)
    waitFor(
      planned.map((task) => task.at).filter((at) => at > now),
      now,
    )
  }

  function begin({ key, run }: DueTask): void {
    const { done, joined } = jobs.run(key, run)
    if (joined) return
    done.catch((error: unknown) => {
      restingUntil.set(key, clock.now() + rest)
      log.error('a task failed by itself', { key, error })
    })
  }

  /** A rest that seems longer than one can be was begun before the clock was set back. */
  function isResting(key: string, now: Instant): boolean {
    const until = restingUntil.get(key) ?? now
    if (until > now && until <= now + rest) return true
    restingUntil.delete(key)
    return false
  }

  function waitFor(moments: Instant[], now: Instant): void {
    const sinceTick = Math.max(0, now - lastTick)
    const untilDue = Math.min(minute, ...moments.map((at) => at - now))
    cancel()
    cancel = timers.after(Math.max(untilDue, minute - sinceTick), tick)
  }

  function tick(): void {
    lastTick = clock.now()
    void lookOnce()
  }

  const lookOnce = () => looks.run('look', look).done

  return {
    start() {
      running = true
      void lookOnce()
    },
    async look() {
      // What runs may have read before the change that this call is about.
      await looks.settled()
      await lookOnce()
    },
    async stop() {
      running = false
      cancel()
      // A look that is reading must not meet a closed database.
      await looks.settled()
      cancel()
      await jobs.settled()
    },
  }
}
