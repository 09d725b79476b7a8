import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { savesNothing } from '@mylzip/shared/domain/saves-nothing.policy.ts'
import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../system/random.port.ts'

export interface FailedTry {
  /** Tries that failed in a row, this one included: at least 1. */
  tries: number
  at: Instant
  code: RefusalCode
  /** Until when a limit or a Retry-After forbids another try (`retryAt` of an authority's refusal). */
  limitedUntil?: Instant | undefined
  /** End of the certificate in use; undefined while there is none. */
  notAfter?: Instant | undefined
}

/** What may be gone as soon as connections are made another way. */
export const onTheWay = [
  'ACME_UNREACHABLE',
  'CLOUD_UNREACHABLE',
  'ACME_TLS_UNTRUSTED',
  'ACME_TLS_EXPIRED',
  'ACME_ANSWERED_BY_PAGE',
  'PROXY_UNREACHABLE',
  'PROXY_SIGN_IN',
  'PROXY_REFUSED',
  'PROXY_NO_WAY',
  'PROXY_SETTING_INVALID',
] as const satisfies RefusalCode[]

const ladder = [minute, 10 * minute, 100 * minute]
/** Costs the CA nothing: nobody was reached, or asked. A laptop may be online for an hour a day only, and a disk has room for one. */
const unreachable = new Set<RefusalCode>([...onTheWay, 'CLOCK_DIFFERS', 'DNS_SERVER_UNREACHABLE', ...savesNothing])
/** Of the authority, or reckoned here from what it publishes. */
const limits = new Set<RefusalCode>(['ACME_RATE_LIMITED', 'ACME_QUOTA_REACHED'])
/** No CA's limit lasts longer than a week (Let's Encrypt's "7 d"), and the jitter comes on top. */
const longestWait = 8 * day

/**
 * The moment of the next try after one that failed: 1, 10 and 100 minutes later, then daily; every 30 minutes at
 * most while nothing could be reached; more often when the certificate's end is near. Never before a limit ends;
 * what else asks for patience gets it up to that pace;
 * and always with a jitter, so that a thousand devices do not come back in the same second.
 */
export function nextAttempt(failed: FailedTry, random: Random): Instant {
  const delay = Math.min(ladder[failed.tries - 1] ?? day, longestDelay(failed))
  const at = failed.at + delay + Math.floor(delay * 0.2 * random()) + 1
  if (failed.limitedUntil === undefined || failed.limitedUntil <= failed.at) return at
  // Only a limit lasts; whoever is busy for a month may be well tomorrow, and the certificate may not.
  const longest = limits.has(failed.code) ? 7 * day : usualPace(failed)
  const free = Math.min(failed.limitedUntil, failed.at + longest) + Math.floor(random() * 10 * minute) + 1
  return Math.max(at, free)
}

/**
 * When a try that is planned for later is made all the same, because the end has come near meanwhile: as soon as a twentieth
 * of the life is left, and from then on as often as after failures that near to it.
 */
export function urgentAttempt(endedAt: Instant, { emergencyAt, notAfter }: { emergencyAt: Instant; notAfter: Instant }): Instant {
  return endedAt < emergencyAt ? emergencyAt : endedAt + usualPace({ at: endedAt, notAfter })
}

/**
 * A tenth of the time that is left to the end, or that has passed since, between 100 minutes and a day: a CA in
 * trouble gets two dozen more chances before a certificate ends, however short it lives (three simulated years with
 * 6-day certificates showed that daily tries are not enough), and ten days after the end it is daily again.
 */
function usualPace({ at, notAfter }: Pick<FailedTry, 'at' | 'notAfter'>): number {
  if (notAfter === undefined) return day
  return Math.min(Math.max(Math.abs(notAfter - at) / 10, 100 * minute), day)
}

function longestDelay(failed: FailedTry): number {
  return unreachable.has(failed.code) ? hour / 2 : usualPace(failed)
}

/** Whether the wait is over. A moment further ahead than any wait could be was written under a wrong clock. */
export function isAttemptDue(nextAttemptAt: Instant | undefined, now: Instant): boolean {
  return nextAttemptAt === undefined || nextAttemptAt <= now || nextAttemptAt > now + longestWait
}
