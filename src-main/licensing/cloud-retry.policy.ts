import { second } from '@mylzip/shared/domain/time.ts'
import { isWorthRepeating, type RequestOutcome } from '../system/network/request-outcome.policy.ts'
import type { Random } from '../system/random.port.ts'

const tries = 4
const base = 500
const cap = 8 * second
/** What asks for more than this is left to the outbox or the run, which can wait without holding anything up. */
const longestPause = 30 * second

/** Methods that may be sent twice (RFC 9110 §9.2.2), and the POSTs whose contract says that the same again counts once. */
const idempotentMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE'])
const idempotentCalls = new Set(['acmeAccounts.ask', 'auth.token', 'devices.enrol', 'devices.report', 'devices.anchorAudit'])

export function isRepeatable(method: string, path: readonly string[]): boolean {
  return idempotentMethods.has(method) || idempotentCalls.has(path.join('.'))
}

/**
 * How long to pause before the next try in milliseconds, or undefined to give up. Full jitter, so that a fleet which
 * lost the cloud at one moment does not come back at one moment; `random` gives [0, 1).
 */
export function pauseBeforeRetry(outcome: RequestOutcome, triesSoFar: number, repeatable: boolean, random: Random): number | undefined {
  if (triesSoFar >= tries || !isWorthRepeating(outcome, repeatable)) return undefined
  const wished = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0
  if (wished > longestPause) return undefined
  return wished + random() * Math.min(cap, base * 2 ** triesSoFar)
}
