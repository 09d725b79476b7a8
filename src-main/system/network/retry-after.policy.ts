import { day, type Instant, second } from '@mylzip/shared/domain/time.ts'

const longest = 30 * day

/**
 * Retry-After (RFC 9110 §10.2.3) as milliseconds from now; undefined when there is none or it says nothing.
 * `served` is the answer's own Date: a wrong clock here must not turn an HTTP-date into years or nothing.
 */
export function retryAfterMs(header: string | undefined, served: string | undefined, now: Instant): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return bounded(Number(text) * second)
  const until = httpDate(text)
  return until === undefined ? undefined : bounded(until - (httpDate(served) ?? now))
}

/** An HTTP-date in its usual form. Anything else Date.parse would take ("-5" is a month to it) is no date here. */
export function httpDate(text: string | undefined): Instant | undefined {
  if (!text || !/^[A-Za-z]{3,9},? /.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), longest)
}
