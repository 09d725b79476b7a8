import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface Bucket {
  most: number
  /** ms in which an empty bucket is full again. */
  window: number
}

/**
 * When the next one fits into a token bucket from which one was taken at each of these moments (the generic cell rate
 * algorithm, as Boulder reckons its limits). Not later than now when there is room. Moments that lie ahead were written
 * under a wrong clock and do not count.
 */
export function roomAt(taken: readonly Instant[], { most, window }: Bucket, now: Instant): Instant {
  const interval = window / most
  const full = taken
    .filter((at) => at <= now)
    .toSorted((a, b) => a - b)
    .reduce((arrival, at) => Math.max(arrival, at) + interval, Number.NEGATIVE_INFINITY)
  return Math.ceil(full + interval - window)
}
