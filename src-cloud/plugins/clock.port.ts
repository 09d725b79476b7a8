import type { Instant } from '@mylzip/shared/domain/time.ts'

/** The only way the cloud learns what time it is. Tests hold their own. */
export interface Clock {
  now(): Instant
}
