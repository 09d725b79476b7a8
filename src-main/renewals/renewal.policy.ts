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
  /** To be stored and handed in next time; undefined where no window counted. */
  drawn: Drawn | undefined
}

/**
 * When a certificate is renewed, and why. Follows RFC 9773 §4.2: one moment is drawn per window and kept while the
 * CA says the same window; a window that has passed means now. Without a window the certificate's own age decides.
 * When a twentieth of its life is left, whatever the CA suggests is too late. Knows lifetimes of any length.
 */
export function planRenewal(
  certificate: Validity,
  window: Window | undefined,
  drawn: Drawn | undefined,
  now: Instant,
  random: Random,
): RenewalPlan {
  const last = emergencyAt(certificate)
  const kept = window && isUsable(window) ? drawOnce(window, drawn, now, random) : undefined
  if (now >= last) return { at: now, reason: 'emergency', drawn: kept }
  if (!kept) return { at: backstopAt(certificate), reason: 'age', drawn: undefined }
  if (kept.at >= last) return { at: last, reason: 'emergency', drawn: kept }
  return { at: kept.at, reason: 'ari-window', drawn: kept }
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
  if (drawn && drawn.window.start === window.start && drawn.window.end === window.end) return drawn
  const at = window.end <= now ? now : window.start + Math.floor(random() * (window.end - window.start))
  return { window, at }
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
