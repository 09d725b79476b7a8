import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { AuthorityAnswer } from './prove-and-revoke.ts'

/** Until what failed is tried again, doubled with each time. */
const firstRest = hour / 4
const longestRest = 12 * hour
/** Over four days: an authority that is out of order for longer is one that somebody asks. */
const mostTries = 12

/** When a revocation that failed for the nth time is tried again. Undefined: never, it is given up. */
export function nextTryAt(tries: number, now: Instant): Instant | undefined {
  return tries >= mostTries ? undefined : now + Math.min(firstRest * 2 ** (tries - 1), longestRest)
}

/** Problems (RFC 8555 §6.7) that pass by themselves, or by what an operator does. */
const passing = new Set(['badNonce', 'rateLimited', 'serverInternal', 'userActionRequired', 'orderNotReady', 'connection', 'dns', 'tls'])

/** Whether an authority that answered so will never do what it was asked: then asking again is of use to nobody. */
export function isFinalAnswer({ status, problem }: AuthorityAnswer): boolean {
  return status >= 400 && status < 500 && status !== 429 && !passing.has(problem?.split(':').at(-1) ?? '')
}
