/** What became of one HTTP request. */
export type RequestOutcome =
  /** `unexplained`: not in the server’s own form, so that it may come from something on the way or from one of its machines. */
  | { kind: 'answer'; status: number; retryAfterMs: number | undefined; unexplained?: boolean }
  /** `heard`: the server may have acted on it. `lasting`: the same request would fail the same way at once (TLS, time-outs). */
  | { kind: 'no-answer'; heard: boolean; lasting: boolean }

/** Whether another try may help, and does no harm: a request that must not take effect twice is only repeated when it took none. */
export function isWorthRepeating(outcome: RequestOutcome, repeatable: boolean): boolean {
  if (outcome.kind === 'no-answer') return !outcome.lasting && (repeatable || !outcome.heard)
  // Whoever says when to come back has not taken it; whoever does not may have, or counts each try.
  if (outcome.status === 429 || outcome.status === 503) return repeatable || outcome.retryAfterMs !== undefined
  return (outcome.status >= 500 || outcome.unexplained === true) && repeatable
}
