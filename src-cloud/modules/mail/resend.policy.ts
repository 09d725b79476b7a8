import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'

/** A mail that could not be sent for so long tells of what is long over. */
const patience = 3 * day

/** When a mail that failed for the nth time is tried again: after 1, 2, 4 … minutes, an hour at most. Undefined: never. */
export function nextTry(tries: number, createdAt: Instant, now: Instant): Instant | undefined {
  const wait = Math.min(minute * 2 ** Math.min(tries - 1, 10), hour)
  return now + wait - createdAt > patience ? undefined : now + wait
}
