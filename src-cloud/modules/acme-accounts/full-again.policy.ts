import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Bucket } from '../quota/slots.policy.ts'

/** When a bucket is full again out of which one was taken at each of these moments, the earliest first; undefined: it is full. */
export function fullAgain(taken: readonly Instant[], { most, window }: Bucket): Instant | undefined {
  return taken.reduce<Instant | undefined>((full, moment) => Math.max(full ?? moment, moment) + window / most, undefined)
}
