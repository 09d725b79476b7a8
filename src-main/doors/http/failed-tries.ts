import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'

const mostTries = 10

/**
 * Counts unknown tokens: after ten within a minute, whoever brings another one is told to wait until that minute is over.
 * A right token is never asked to: 256 random bits cannot be guessed, so a lockout would only serve whoever wants the
 * person locked out.
 */
export function createFailedTries(clock: Clock) {
  let since: Instant = Number.NEGATIVE_INFINITY
  let tries = 0
  return {
    /** Whole seconds to wait; undefined when another unknown token may simply be refused. */
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
