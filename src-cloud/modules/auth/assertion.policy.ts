import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'

/** How far a device's clock may be from the server's; further away it dates its assertions by `auth.time`. */
export const skewAllowed = minute
/** The longest an assertion may be good for, so that a used one need not be remembered for long. */
export const lifetimeAllowed = 2 * minute
const jtiLength = 128

/** Claims of RFC 7523 §3, in seconds since the epoch as RFC 7519 has them. */
export interface AssertionClaims {
  exp?: number | undefined
  iat?: number | undefined
  jti?: string | undefined
}

/** What is wrong with an assertion whose signature, issuer, subject and audience are right, or undefined. */
export function assertionFault({ exp, iat, jti }: AssertionClaims, now: Instant): string | undefined {
  if (exp === undefined || iat === undefined || jti === undefined) return 'exp, iat and jti are all needed'
  if (jti.length === 0 || jti.length > jtiLength) return `jti must have 1 to ${jtiLength} characters`
  if (Math.abs(iat * second - now) > skewAllowed) return 'it is dated too far from the server’s time'
  if ((exp - iat) * second > lifetimeAllowed) return 'it is good for longer than two minutes'
  return exp * second <= now ? 'it has expired' : undefined
}
