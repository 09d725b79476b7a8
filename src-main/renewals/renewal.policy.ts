import type { RenewalRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../system/random.port.ts'

export interface Validity {
  notBefore: Instant
  notAfter: Instant
}

/** What the CA suggests (RFC 9773 §4.2). */
export interface Window {
  start: Instant
  end: Instant
}

/** The moment that was drawn in a window. The caller stores it beside the window and hands it in again. */
export interface Drawn {
  window: Window
  at: Instant
}

export type PlanReason = 'ari-window' | 'age' | 'emergency'

export interface RenewalPlan {
  /** Due when this is not later than now. */
  at: Instant
  reason: PlanReason
  /** To be stored and handed in next time. */
  drawn: Drawn
}

/**
 * When a certificate is renewed, and why. Follows RFC 9773 §4.2: one moment is drawn per window and kept while the
 * CA says the same window; a window that has passed means now. Without one the certificate's own age makes a window, so
 * that desks which were set up on the same morning do not come back on the same morning.
 * When a twentieth of its life is left, whatever the CA suggests is too late. Knows lifetimes of any length. Where an
 * organisation says when, the earlier of its moment and the CA's counts.
 */
export function planRenewal(
  certificate: Validity,
  window: Window | undefined,
  drawn: Drawn | undefined,
  now: Instant,
  random: Random,
  rules: RenewalRules = {},
): RenewalPlan {
  const last = emergencyAt(certificate)
  const own = ownWindow(certificate, rules)
  const suggested = window !== undefined && isUsable(window) && !(wantsOwnMoment(rules) && own.start < window.start)
  const kept = drawOnce(suggested ? window : own, drawn, now, random)
  if (now >= last) return { at: now, reason: 'emergency', drawn: kept }
  if (kept.at >= last) return { at: last, reason: 'emergency', drawn: kept }
  return { at: kept.at, reason: suggested ? 'ari-window' : 'age', drawn: kept }
}

/** Where the CA's word is not what counts: as the organisation wants it, else by the certificate's age. */
export function ownWindow(certificate: Validity, rules: RenewalRules): Window {
  if (!wantsOwnMoment(rules)) return ageWindow(certificate)
  const lifetime = certificate.notAfter - certificate.notBefore
  const length = Math.max(1, Math.floor(lifetime / 50))
  const left = rules.daysLeft === undefined ? Math.floor(lifetime * (rules.shareLeft ?? 0)) : rules.daysLeft * day
  // Never in the first half of its life, which would be renewing without end, nor so late that an emergency comes first.
  const earliest = certificate.notBefore + Math.floor(lifetime / 2)
  const start = Math.max(earliest, Math.min(certificate.notAfter - left, emergencyAt(certificate) - length))
  return { start, end: start + length }
}

function wantsOwnMoment({ daysLeft, shareLeft }: RenewalRules): boolean {
  return daysLeft !== undefined || shareLeft !== undefined
}

/** Without a word from the CA: from the backstop on, as long as Let's Encrypt's own windows are, a fiftieth of the life. */
export function ageWindow(certificate: Validity): Window {
  const start = backstopAt(certificate)
  return { start, end: start + Math.max(1, Math.floor((certificate.notAfter - certificate.notBefore) / 50)) }
}

/** A moment that passed so long ago was slept through: the machine was asleep or off, and so were others beside it. */
const overslept = 15 * minute
const spread = 8 * hour

/** Whether the moment went by unnoticed while its window is still open. */
export function wasOverslept(at: Instant, windowEnd: Instant, now: Instant): boolean {
  return now - at > overslept && windowEnd - now > overslept
}

/**
 * A moment that was slept through is drawn again, in what is left of its window or of the working day: otherwise an office
 * that switches on at eight would renew at eight. Any other stays as it is.
 */
export function drawnAgain(drawn: Drawn, now: Instant, random: Random): Drawn {
  const { at, window } = drawn
  if (!wasOverslept(at, window.end, now)) return drawn
  return { window, at: now + Math.floor(random() * Math.min(window.end - now, spread)) }
}

/** A third of the life left, a half where it lasts less than ten days. */
export function backstopAt({ notBefore, notAfter }: Validity): Instant {
  const lifetime = notAfter - notBefore
  return notAfter - Math.floor(lifetime / (lifetime < 10 * day ? 2 : 3))
}

/** A twentieth of the life left: from here on the CA's suggestion no longer counts. */
export function emergencyAt({ notBefore, notAfter }: Validity): Instant {
  return notAfter - Math.floor((notAfter - notBefore) / 20)
}

/** RFC 9773 §4.2: a window that does not end after it starts is treated as none at all. */
function isUsable(window: Window): boolean {
  return Number.isFinite(window.start) && Number.isFinite(window.end) && window.end > window.start
}

function drawOnce(window: Window, drawn: Drawn | undefined, now: Instant, random: Random): Drawn {
  const same = drawn !== undefined && drawn.window.start === window.start && drawn.window.end === window.end
  if (same && mayStand(drawn, now)) return drawn
  const at = window.end <= now ? now : window.start + Math.floor(random() * (window.end - window.start))
  return { window, at }
}

/** Inside its window, or later once that is over. Any other was drawn under a clock that was too far ahead. */
function mayStand({ at, window }: Drawn, now: Instant): boolean {
  return (at >= window.start && at < window.end) || (window.end <= now && at <= now)
}

/**
 * When the CA is asked for its window again: when it said so, but neither within a minute nor later than half a day
 * (RFC 9773 §4.3 leaves the bounds to the client). Without an answer, in six hours.
 */
export function askAgainAt(suggested: Instant | undefined, now: Instant): Instant {
  if (suggested === undefined || !Number.isFinite(suggested)) return now + 6 * hour
  return Math.min(Math.max(suggested, now + minute), now + 12 * hour)
}

/** Whether to ask now. A stored moment that lies further ahead than any could was written under a wrong clock. */
export function isTimeToAsk(askAgain: Instant | undefined, now: Instant): boolean {
  return askAgain === undefined || askAgain <= now || askAgain > now + day
}
