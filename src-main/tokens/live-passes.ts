import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Timers } from '../system/timers.port.ts'

interface Live {
  tokenId: string
  end(why: Refusal): void
}

/** A timer's length has a limit, and clocks are set: whoever waits for a far end looks again each day. */
const longestWait = day

/** Calls that are going on with a token, event streams above all: they end with it. */
export function createLivePasses({ clock, timers }: { clock: Clock; timers: Timers }) {
  const all = new Set<Live>()
  return {
    begin(tokenId: string, expiresAt: Instant, whyExpired: () => Refusal): { ended: AbortSignal; leave(): void } {
      const ending = new AbortController()
      const live: Live = { tokenId, end: (why) => ending.abort(why) }
      let callOff = wait()
      function wait(): () => void {
        return timers.after(Math.max(1, Math.min(expiresAt - clock.now(), longestWait)), () => {
          if (clock.now() >= expiresAt) live.end(whyExpired())
          else callOff = wait()
        })
      }
      all.add(live)
      return {
        ended: ending.signal,
        leave() {
          callOff()
          all.delete(live)
        },
      }
    },
    endAllOf(tokenId: string, why: Refusal): void {
      for (const live of all) if (live.tokenId === tokenId) live.end(why)
    },
    endAll(why: Refusal): void {
      for (const live of all) live.end(why)
    },
  }
}

export type LivePasses = ReturnType<typeof createLivePasses>
