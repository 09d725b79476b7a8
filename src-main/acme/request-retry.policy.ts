import { second } from '@mylzip/shared/domain/time.ts'

/** What became of one HTTP request. */
export type Outcome =
  | { kind: 'answer'; status: number; retryAfterMs: number | undefined }
  /** `heard`: the server may have acted on it. `lasting`: the same request would fail the same way (TLS, time-outs). */
  | { kind: 'no-answer'; heard: boolean; lasting: boolean }

const pauses = [250, second]
/** What asks for more than this is a matter for the renewal's own retries, which outlive the process. */
const longestPause = 10 * second

/**
 * How long to pause before sending again, in milliseconds, or undefined to leave it. Blips are settled here so that
 * they do not cost a run. A request that must not take effect twice is only repeated when it took none.
 */
export function resendAfter(outcome: Outcome, triesSoFar: number, repeatable: boolean, random: () => number): number | undefined {
  const pause = pauses[triesSoFar - 1]
  if (pause === undefined || !worthRepeating(outcome, repeatable)) return undefined
  const wished = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0
  return wished > longestPause ? undefined : Math.max(wished, pause * (1 + random()))
}

function worthRepeating(outcome: Outcome, repeatable: boolean): boolean {
  if (outcome.kind === 'no-answer') return !outcome.lasting && (repeatable || !outcome.heard)
  if (outcome.status === 429 || outcome.status === 503) return true
  return outcome.status >= 500 && repeatable
}
