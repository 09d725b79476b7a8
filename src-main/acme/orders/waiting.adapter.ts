import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Pause } from '../../system/pause.port.ts'
import type { Random } from '../../system/random.port.ts'
import { nextLook, type PollingPace } from './polling.policy.ts'
import type { Wait } from './wait.port.ts'

export interface WaitNeeds {
  clock: Clock
  random: Random
  pace: PollingPace
  pause: Pause
  roundTripMs(): number
}

export function createWait({ clock, random, pace, pause, roundTripMs }: WaitNeeds): Wait {
  return async (waiting, before, settled, look) => {
    // Not the clock: waiting goes on for as long as it does, whatever the time is set to meanwhile.
    const began = performance.now()
    let seen = before
    for (let looks = 0; ; looks += 1) {
      if (seen && settled(seen)) return seen
      const retryAfterMs = seen?.retryAfterMs
      const facts = { looks, retryAfterMs, elapsedMs: performance.now() - began, roundTripMs: roundTripMs() }
      const next = nextLook(facts, pace, random)
      if (next === 'too-late') {
        throw new Refusal('ACME_TIMEOUT', { waiting, ...(retryAfterMs && { retryAt: clock.now() + retryAfterMs }) })
      }
      await pause(next.pauseMs)
      seen = await look()
    }
  }
}
