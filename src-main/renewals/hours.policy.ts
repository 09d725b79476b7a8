import type { RenewalRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { CertificateState, Due } from './due.policy.ts'
import { emergencyAt } from './renewal.policy.ts'

export type Hours = NonNullable<RenewalRules['hours']>

/** Minutes since midnight on the device's own clock, 0 to 1439. */
export type MinuteOfDay = (at: Instant) => number

/**
 * When something that is due `at` is begun by an organisation's hours: at that moment where they are open then, otherwise at a
 * moment of the next ones that it keeps however often it is asked for, so that a fleet does not begin as they open. Hours that
 * were missed (the machine was off) are made up for in the next.
 */
export function withinHours(at: Instant, now: Instant, hours: Hours, minuteOfDay: MinuteOfDay): Instant {
  const lasts = openFor(hours)
  const from = Math.max(at, now)
  const opened = openedBefore(from, hours, minuteOfDay)
  const isOpen = from < opened + lasts
  if (isOpen && at >= opened) return at
  const begins = isOpen ? opened : openedBefore(opened + day + 2 * hour, hours, minuteOfDay)
  // Renewal moments are drawn to the millisecond: what of an hour has passed then is as good as drawn again.
  return begins + Math.floor(((at % hour) / hour) * lasts)
}

function openFor({ from, to }: Hours): number {
  return ((to - from + 24) % 24 || 24) * hour
}

/** The last opening that is not later, by whole minutes. */
function openedBefore(at: Instant, { from }: Hours, minuteOfDay: MinuteOfDay): Instant {
  const ago = (minuteOfDay(at) - from * 60 + 1440) % 1440
  return at - (at % minute) - ago * minute
}

/**
 * The same for what is due for a certificate. A first certificate, one that can serve no more and one whose end is near wait
 * for no hour of the day.
 */
export function keepHours(due: Due, state: CertificateState, now: Instant, hours: Hours, minuteOfDay: MinuteOfDay): Due {
  const { lifetime, notAfter, renewalReason, unusable } = state
  if (due.kind !== 'run' || due.reason === 'first' || unusable || lifetime === undefined || notAfter === undefined) return due
  if (renewalReason === 'emergency') return due
  const last = emergencyAt({ notBefore: notAfter - lifetime, notAfter })
  return { ...due, at: Math.min(withinHours(due.at, now, hours, minuteOfDay), Math.max(due.at, last)) }
}
