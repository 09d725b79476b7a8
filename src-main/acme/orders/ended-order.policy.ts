import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { blamesNames, blamesRequest } from '../refusal-meaning.policy.ts'
import { refusalOf } from '../session/problem.policy.ts'
import { readProblem } from '../session/problem.ts'

/**
 * What an invalid order's own error says, when it says something about its names or its request. A limit or a fault of
 * the CA is no lasting reason: the order is gone all the same, and the next one may succeed.
 */
export function endedOrderRefusal(error: unknown, names: readonly string[]): Refusal | undefined {
  const problem = readProblem(error)
  if (!problem) return undefined
  const refusal = refusalOf({ status: 400, problem, stage: 'finalize', names, retryAt: undefined })
  return blamesNames(refusal.code) || blamesRequest(refusal.code) ? refusal : undefined
}
