import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateVersion, RenewalPlan } from '@mylzip/shared/operations/values.ts'

export interface LifeEvent {
  kind: 'issued' | 'today' | 'renewal' | 'end'
  at: Instant
  /** Place on the way from beginning (0) to end (1) of the validity; what lies outside is shown at its rim. */
  place: number
}

/** A certificate's life to scale, in the order things happen. */
export function lifeOf(version: CertificateVersion, renewal: RenewalPlan | null, now: Instant): LifeEvent[] {
  const begin = fromTimestamp(version.notBefore)
  const end = fromTimestamp(version.notAfter)
  const event = (kind: LifeEvent['kind'], at: Instant): LifeEvent => ({ kind, at, place: within((at - begin) / (end - begin)) })
  const events = [
    event('issued', fromTimestamp(version.states.issued ?? version.notBefore)),
    event('today', now),
    ...(renewal === null ? [] : [event('renewal', fromTimestamp(renewal.at))]),
    event('end', end),
  ]
  return events.toSorted((one, other) => one.at - other.at)
}

const within = (place: number) => (Number.isFinite(place) ? Math.min(1, Math.max(0, place)) : 1)
