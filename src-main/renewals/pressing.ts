import type { CertificateRow } from '../certificates/certificate.repository.ts'
import { isIssued, type VersionRow } from '../certificates/version.repository.ts'
import { emergencyAt } from './renewal.policy.ts'

/**
 * Whether time runs out: a twentieth of the life of the version in use is left, or it must not be used any more. From then
 * on what is remembered of an authority is no reason not to ask it, whatever the run was begun for.
 */
export function isPressing(certificate: CertificateRow, inUse: VersionRow | undefined, now: number): boolean {
  if (certificate.renewal_reason === 'emergency' && certificate.renewal_at !== null && certificate.renewal_at <= now) return true
  if (!isIssued(inUse)) return false
  return inUse.revoked_at !== null || emergencyAt({ notBefore: inUse.not_before, notAfter: inUse.not_after }) <= now
}
