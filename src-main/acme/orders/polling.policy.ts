import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../../system/random.port.ts'

/** All in milliseconds. */
export interface PollingPace {
  /**
   * What a CA that names no time is given before the first look reaches it, the way there and back included. The second
   * look comes after four times as long; from then on the pause grows by half each time, up to `slowest`.
   */
  first: number
  slowest: number
  /** From the first look on, after which the CA counts as too slow. */
  patience: number
}

/**
 * Most authorities that answer at once are done within these 60 ms; the others take seconds, and a second look soon
 * after the first would be in vain.
 */
export const usualPace: PollingPace = { first: 60, slowest: 5 * second, patience: 3 * minute }

export interface PollingFacts {
  /** Looks taken so far. */
  looks: number
  /** What the CA asked for with its last answer. */
  retryAfterMs: number | undefined
  /** Since waiting began. */
  elapsedMs: number
  /** What a request takes there and back: for so long the CA has been at work when the next look reaches it. */
  roundTripMs: number
}

/**
 * How long to pause before the next look, or that there is no point in it. The CA's own wish goes first; a wish of
 * zero seconds is none, because it would be a busy loop.
 */
export function nextLook(facts: PollingFacts, pace: PollingPace, random: Random): { pauseMs: number } | 'too-late' {
  const wanted = facts.looks === 0 ? pace.first : 4 * pace.first * 1.5 ** (facts.looks - 1)
  const own = Math.max(Math.min(wanted, pace.slowest) * (1 + 0.2 * random()) - facts.roundTripMs, 0)
  const pauseMs = facts.retryAfterMs ? facts.retryAfterMs : own
  return facts.elapsedMs + pauseMs > pace.patience ? 'too-late' : { pauseMs }
}
