import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'

const mostTries = 10

/**
 * Counts wrong tokens: after ten within a minute no token is looked at until that minute is over, a right one neither.
 * 256 random bits cannot be guessed anyway; this keeps whoever tries from costing anything.
 */
export function createFailedTries(clock: Clock) {
  let since: Instant = Number.NEGATIVE_INFINITY
  let tries = 0
  return {
    /** Whole seconds to wait; undefined when tries are welcome. */
    waitSeconds(): number | undefined {
      const left = since + minute - clock.now()
      return tries >= mostTries && left > 0 ? Math.ceil(left / second) : undefined
    },
    count(): void {
      if (clock.now() - since >= minute) {
        since = clock.now()
        tries = 0
      }
      tries += 1
    },
  }
}

export type FailedTries = ReturnType<typeof createFailedTries>
