import { readProblem } from '../session/problem.ts'

/**
 * Whether the CA may have turned an order down for its `replaces` (RFC 9773 §5): already replaced (409), another
 * account's certificate, or one it does not know. Limits, names and profiles are about the order itself.
 */
export function blamesReplacement({ status, data }: { status: number; data: unknown }): boolean {
  if (status < 400) return false
  const problem = readProblem(data)
  const type = problem?.type ?? ''
  if (status >= 500) return type === 'serverInternal' && aboutReplacement.test(problem?.detail ?? '')
  return ['alreadyReplaced', 'malformed', 'unauthorized', 'conflict', ''].includes(type) && status !== 429
}

/**
 * Looking up what is replaced, before an order is made, may be what failed: “While validating order as a replacement an error
 * occurred” (Boulder); “could not find an order for the given certificate” (Pebble, in the moment after it was issued).
 */
const aboutReplacement = /\breplac|the given certificate/i
