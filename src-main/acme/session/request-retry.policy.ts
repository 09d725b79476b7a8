import { second } from '@mylzip/shared/domain/time.ts'
import { isWorthRepeating, type RequestOutcome } from '../../system/network/request-outcome.policy.ts'
import type { Random } from '../../system/random.port.ts'

const pauses = [250, second]
/** What asks for more than this is a matter for the renewal's own retries, which outlive the process. */
const longestPause = 10 * second

/**
 * How long to pause before sending again, in milliseconds, or undefined to leave it. Blips are settled here so that
 * they do not cost a run.
 */
export function resendAfter(outcome: RequestOutcome, triesSoFar: number, repeatable: boolean, random: Random): number | undefined {
  const pause = pauses[triesSoFar - 1]
  if (pause === undefined || !isWorthRepeating(outcome, repeatable)) return undefined
  const wished = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0
  return wished > longestPause ? undefined : Math.max(wished, pause * (1 + random()))
}
