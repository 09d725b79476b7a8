/** Structured: a sentence that never changes, and the facts beside it. Never given a token, an assertion or a key. */
export interface Log {
  info(message: string, facts?: object): void
  warn(message: string, facts?: object): void
  error(message: string, facts?: object): void
}
