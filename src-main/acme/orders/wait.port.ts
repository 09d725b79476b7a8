/** What several waits for one thing share: one patience for all of them, and pauses that go on growing. */
export interface Waiting {
  /** ms, by a clock that nobody sets; undefined before the first wait. */
  began?: number
  looks?: number
}

/**
 * Looks again and again until `settled`, at the CA's pace (Retry-After) or our own. `before` is what was seen already.
 * Refuses with ACME_TIMEOUT, and then says when the CA wanted to be asked again, if it said so.
 */
export type Wait = <T extends { retryAfterMs: number | undefined }>(
  waiting: string,
  before: T | undefined,
  settled: (seen: T) => boolean,
  look: () => Promise<T>,
  together?: Waiting,
) => Promise<T>
