import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'

/** RFC 8628 §3.2. */
export const codeLifetime = 15 * minute
export const firstInterval = 5 * second
/** RFC 8628 §3.5: added for good whenever a question came too soon. */
const slowedBy = 5 * second
/** Timers are not exact, and neither is the way of a question. */
const tolerance = second

/** How long the device has to leave between questions from now on, and whether this one came too soon. */
export function judgePoll(code: { intervalMs: number; polledAt: Instant | null }, now: Instant): { intervalMs: number; tooSoon: boolean } {
  const { intervalMs, polledAt } = code
  const tooSoon = polledAt !== null && now - polledAt < intervalMs - tolerance
  return { intervalMs: tooSoon ? intervalMs + slowedBy : intervalMs, tooSoon }
}
