import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'

export interface TokenState {
  uses: number
  max_uses: number
  expires_at: Instant
}

/** Why this token enrols no further device, or undefined when it does. */
export function tokenRefusal(token: TokenState, now: Instant): Refusal | undefined {
  if (token.expires_at <= now) return new Refusal('ENROLMENT_TOKEN_EXPIRED', { expiredAt: toTimestamp(token.expires_at) })
  return token.uses >= token.max_uses ? new Refusal('ENROLMENT_TOKEN_USED_UP') : undefined
}

/**
 * Whether a token for a device's place is meant for the place as it is: nobody else has taken it since, and it was not released
 * or reported as lost since. Whoever finds the token later is not whom it was made for.
 */
export function isMeantFor(
  token: { replaces_enrolment: number | null; created_at: Instant },
  place: { enrolment: number; released_at: Instant | null; blocked_at: Instant | null },
): boolean {
  const { released_at, blocked_at } = place
  return token.replaces_enrolment === place.enrolment && Math.max(released_at ?? 0, blocked_at ?? 0) <= token.created_at
}

/** The device that a key is. */
export interface KeyOfDevice {
  id: string
  name: string
  blockedAt: Instant | null
}

/** A key that was reported as lost enrols nothing any more: whoever has the lost machine has it too. */
export function refuseBlocked<Known extends KeyOfDevice>(known: Known): Known {
  if (known.blockedAt !== null) throw new Refusal('DEVICE_BLOCKED')
  return known
}
