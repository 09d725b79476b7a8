import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { CertificateState, Due } from './due.policy.ts'
import { emergencyAt } from './renewal.policy.ts'

/** Renewals that nobody asked for wait from one moment to the other. */
export interface Pause {
  since: Instant
  until: Instant
}

/** However often a person says so: what is paused is forgotten, and certificates end. */
export const longestPause = day

/** A clock that is put right by so much is not one that was set back. */
const correction = 5 * minute

/** The pause as long as it holds. One that begins ahead was made under a clock that was ahead, and holds nothing up. */
export function holding(pause: Pause | null, now: Instant): Pause | undefined {
  if (pause === null || pause.until - pause.since > longestPause) return undefined
  return pause.since - correction <= now && now < pause.until ? pause : undefined
}

/**
 * What is due for a certificate, where a pause holds. What was begun is gone on with. A first certificate, one that can serve no
 * more and one of whose life a twentieth is left do not wait.
 */
export function waitForPause(due: Due, state: CertificateState, { until }: Pause): Due {
  const { lifetime, notAfter, renewalReason, unusable } = state
  if (due.kind !== 'run' || due.reason === 'first' || unusable || lifetime === undefined || notAfter === undefined) return due
  if (renewalReason === 'emergency') return due
  const last = emergencyAt({ notBefore: notAfter - lifetime, notAfter })
  return { ...due, at: Math.max(due.at, Math.min(until, last)) }
}
