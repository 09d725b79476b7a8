import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Timers } from '#main/system/timers.port.ts'
import type { World } from './world.ts'

/** Timers of a machine that sleeps: they stand still meanwhile, as Node's do. */
export interface WakingTimers {
  /** For work that goes on when the time has come. */
  pause(ms: number): Promise<void>
  /**
   * For the scheduler, which looks once a minute. Looks that would find nothing are left out where `quietUntil` says so: the
   * next one comes in the same minute as without, and always within a minute of waking or of a clock that was set.
   */
  looks(quietUntil: () => Instant): Timers
  sleep(): void
  wake(): void
  /** The machine's clock was set: when the quiet ends is to be reckoned anew. */
  clockWasSet(): void
  /** The process ends; nothing that it waited for comes. */
  end(): void
}

interface Waiting {
  /** On the scale of time awake. */
  due: number
  quietUntil: (() => Instant) | undefined
  run(): void
  callOff(): void
}

export function createWakingTimers(world: World, clock: { now(): Instant }): WakingTimers {
  const waiting = new Set<Waiting>()
  let awake = false
  let since = 0
  let before = 0
  const timeAwake = () => before + (awake ? world.now() - since : 0)

  function arm(one: Waiting): void {
    one.callOff()
    if (!awake) return
    const left = one.due - timeAwake()
    const quiet = one.quietUntil === undefined ? left : Math.min(one.quietUntil() - clock.now(), day)
    const leftOut = one.quietUntil === undefined ? 0 : Math.max(0, Math.ceil((Math.max(quiet, 0) - left) / minute))
    one.callOff = world.at(world.now() + left + leftOut * minute, () => {
      waiting.delete(one)
      one.run()
    })
  }

  function after(ms: number, run: () => void, quietUntil?: () => Instant): () => void {
    const one: Waiting = { due: timeAwake() + Math.max(1, Math.ceil(ms)), quietUntil, run, callOff: () => {} }
    waiting.add(one)
    arm(one)
    return () => {
      one.callOff()
      waiting.delete(one)
    }
  }

  const armAll = () => [...waiting].forEach(arm)

  return {
    pause: (ms) =>
      new Promise((resolve) => {
        const goesOn = world.rests()
        after(ms, () => {
          goesOn()
          resolve()
        })
      }),
    looks: (quietUntil) => ({ after: (ms, run) => after(ms, run, quietUntil) }),
    sleep() {
      before = timeAwake()
      awake = false
      armAll()
    },
    wake() {
      awake = true
      since = world.now()
      armAll()
    },
    clockWasSet: armAll,
    end() {
      for (const one of waiting) one.callOff()
      waiting.clear()
    },
  }
}
