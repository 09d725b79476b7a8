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
