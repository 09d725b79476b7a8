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
  return async (waiting, before, settled, look, together = {}) => {
    // Not the clock: waiting goes on for as long as it does, whatever the time is set to meanwhile.
    together.began ??= performance.now()
    together.looks ??= 0
    let seen = before
    for (; ; together.looks += 1) {
      if (seen && settled(seen)) return seen
      const retryAfterMs = seen?.retryAfterMs
      const elapsedMs = performance.now() - together.began
      const facts = { looks: together.looks, retryAfterMs, elapsedMs, roundTripMs: roundTripMs() }
      const next = nextLook(facts, pace, random)
      if (next === 'too-late') {
        throw new Refusal('ACME_TIMEOUT', { waiting, ...(retryAfterMs && { retryAt: clock.now() + retryAfterMs }) })
      }
      await pause(next.pauseMs)
      seen = await look()
    }
  }
}
