import { MachineMark } from '@mylzip/shared/cloud-api/devices.ts'
import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Arrival } from '../devices/clones.policy.ts'

/** How far a device's clock may be from the server's; further away it dates its assertions by `auth.time`. */
export const skewAllowed = minute
/** The longest an assertion may be good for, so that a used one need not be remembered for long. */
export const lifetimeAllowed = 2 * minute

/** RFC 7523 §3; times in seconds since the epoch, as RFC 7519 has them. The jti is stored as text, which not every character survives. */
const Claims = z.object({ exp: z.number(), iat: z.number(), jti: z.string().regex(/^[\x21-\x7e]{1,128}$/) })
/** From where it comes, as far as it says so. */
const Whence = z.object({ machine: MachineMark.optional(), instance: z.uuid().optional(), moved: z.boolean().optional() })

export type Judgement = { fault: string } | { fault?: never; jti: string; expiresAt: Instant; arrival: Arrival }

/** Judges the claims of an assertion whose signature, issuer, subject and audience are right. */
export function judgeAssertion(claims: unknown, now: Instant): Judgement {
  const parsed = Claims.safeParse(claims)
  if (!parsed.success) return { fault: 'it needs exp, iat and a jti of 1 to 128 printable characters' }
  const { exp, iat, jti } = parsed.data
  if (Math.abs(iat * second - now) > skewAllowed) return { fault: 'it is dated too far from the server’s time' }
  if ((exp - iat) * second > lifetimeAllowed) return { fault: 'it is good for longer than two minutes' }
  const expiresAt = Math.ceil(exp * second)
  if (expiresAt <= now) return { fault: 'it has expired' }
  const whence = Whence.safeParse(claims)
  if (!whence.success) return { fault: 'its machine, instance or moved is not of the right form' }
  const { machine, instance, moved = false } = whence.data
  return { jti, expiresAt, arrival: { machine, instance, moved, at: Math.floor(iat * second) } }
}
