import type { Instant } from '@mylzip/shared/domain/time.ts'
import { emergencyAt, type Validity } from './renewal.policy.ts'

/**
 * Whether a certificate that has just been handed out is a success. One that has ended is none, and neither is one that is to
 * be renewed at once and outlives nothing that is in use: taken as one, it would be ordered again without end.
 */
export function isWorthTaking(issued: Validity, inUseUntil: Instant | undefined, now: Instant): boolean {
  if (issued.notAfter <= now) return false
  return emergencyAt(issued) > now || inUseUntil === undefined || issued.notAfter > inUseUntil
}
