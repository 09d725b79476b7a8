import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../../system/random.port.ts'

export interface DueAfterRestore {
  /** When the renewal is planned, once the authority was asked. */
  at: Instant
  /** End of the certificate in use. */
  notAfter: Instant
  /** Its key stayed on another machine: nothing can serve it until it is renewed. */
  keyLost: boolean
}

/** As often as a plan is made anew where an authority says nothing of its own (renewal.policy): a later moment would be forgotten. */
const longest = 6 * hour

/**
 * When a renewal is begun that is due after a restore: not at once for all, because an old backup makes everything due
 * in the same minute. Within an hour where something does not work until then, else within six.
 */
export function spreadAfterRestore({ at, notAfter, keyLost }: DueAfterRestore, now: Instant, random: Random): Instant {
  if (at > now && !keyLost) return at
  const isPressing = keyLost || notAfter - now < 2 * longest
  return now + Math.floor(random() * (isPressing ? hour : longest))
}
