import { readProblem } from '../session/problem.ts'

/**
 * Whether the CA may have turned an order down for its `replaces` (RFC 9773 §5): already replaced (409), another
 * account's certificate, or one it does not know. Limits, names and profiles are about the order itself.
 */
export function blamesReplacement({ status, data }: { status: number; data: unknown }): boolean {
  if (status < 400 || status >= 500) return false
  const type = readProblem(data)?.type ?? ''
  return ['alreadyReplaced', 'malformed', 'unauthorized', 'conflict', ''].includes(type) && status !== 429
}
