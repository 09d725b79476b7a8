import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
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
  return isRefusal(refusal, 'ACME_VALIDATION_FAILED', 'ACME_CAA_FORBIDS', 'ACME_NAME_REFUSED', 'ACME_CSR_REFUSED') ? refusal : undefined
}
