import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { healthAt, isNearEnd } from './device-facts.policy.ts'

/**
 * What "Renew now" of the icon means: this device's own certificate, and of the others those that need it. All of them at once would
 * come up against an authority's limits for nothing; in the dashboard each can be renewed by itself.
 */
export function worthRenewing(certificates: Iterable<Certificate>, now: Instant): Certificate[] {
  return [...certificates].filter(
    (certificate) =>
      certificate.kind === 'device' ||
      certificate.failure !== null ||
      healthAt(certificate, now) === 'not-protected' ||
      (certificate.current !== null && isNearEnd(certificate.current, now)),
  )
}
