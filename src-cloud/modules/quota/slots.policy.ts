import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface Bucket {
  most: number
  /** ms in which an empty bucket is full again. */
  window: number
}

/**
 * When the one at `place` (from 1) among those who wait gets its turn, from a token bucket (the generic cell rate algorithm,
 * as authorities reckon their limits) that will be full again at `full`; undefined: it is full. Never before `now`.
 */
export function turnOf(place: number, full: Instant | undefined, { most, window }: Bucket, now: Instant): Instant {
  const interval = window / most
  let arrival = full ?? Number.NEGATIVE_INFINITY
  let turn = now
  for (let taking = 0; taking < place; taking++) {
    turn = Math.max(turn, Math.ceil(arrival + interval - window))
    arrival = Math.max(arrival, turn) + interval
  }
  return turn
}
