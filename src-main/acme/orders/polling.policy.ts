import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../../system/random.port.ts'

/** All in milliseconds. */
export interface PollingPace {
  /** The first pause for a CA that names none; grows by half each time, up to `slowest`. */
  first: number
  slowest: number
  /** From the first look on, after which the CA counts as too slow. */
  patience: number
}

export const usualPace: PollingPace = { first: 150, slowest: 5 * second, patience: 3 * minute }

export interface PollingFacts {
  /** Looks taken so far. */
  looks: number
  /** What the CA asked for with its last answer. */
  retryAfterMs: number | undefined
  /** Since waiting began. */
  elapsedMs: number
}

/**
 * How long to pause before the next look, or that there is no point in it. The CA's own wish goes first; a wish of
 * zero seconds is none, because it would be a busy loop.
 */
export function nextLook(facts: PollingFacts, pace: PollingPace, random: Random): { pauseMs: number } | 'too-late' {
  const own = Math.min(pace.first * 1.5 ** facts.looks, pace.slowest) * (1 + 0.2 * random())
  const pauseMs = facts.retryAfterMs ? facts.retryAfterMs : own
  return facts.elapsedMs + pauseMs > pace.patience ? 'too-late' : { pauseMs }
}
