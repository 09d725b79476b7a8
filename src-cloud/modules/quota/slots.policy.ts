import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface Bucket {
  most: number
  /** ms in which an empty bucket is full again. */
  window: number
}

/**
 * When the one at `place` (from 1) among those who wait gets its turn, from a token bucket out of which one was taken at
 * each of these moments (the generic cell rate algorithm, as authorities reckon their limits). Never before `now`.
 */
export function turnOf(place: number, taken: readonly Instant[], { most, window }: Bucket, now: Instant): Instant {
  const interval = window / most
  let arrival = taken
    .toSorted((one, other) => one - other)
    .reduce((at, moment) => Math.max(at, moment) + interval, Number.NEGATIVE_INFINITY)
  let turn = now
  for (let taking = 0; taking < place; taking++) {
    turn = Math.max(turn, Math.ceil(arrival + interval - window))
    arrival = Math.max(arrival, turn) + interval
  }
  return turn
}

export interface Waiting {
  id: string
  teamId: string
  askedAt: Instant
}

/** The order in which those who wait get their turn: each team's first, then each team's second. A roll-out holds up nobody else. */
export function fairOrder<One extends Waiting>(waiting: readonly One[]): One[] {
  const seen = new Map<string, number>()
  return waiting
    .toSorted((one, other) => one.askedAt - other.askedAt || (one.id < other.id ? -1 : 1))
    .map((one) => {
      const rank = seen.get(one.teamId) ?? 0
      seen.set(one.teamId, rank + 1)
      return { one, rank }
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}
