/**
 * Looks again and again until `settled`, at the CA's pace (Retry-After) or our own. `before` is what was seen already.
 * Refuses with ACME_TIMEOUT, and then says when the CA wanted to be asked again, if it said so.
 */
export type Wait = <T extends { retryAfterMs: number | undefined }>(
  waiting: string,
  before: T | undefined,
  settled: (seen: T) => boolean,
  look: () => Promise<T>,
) => Promise<T>
