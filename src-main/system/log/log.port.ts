/** Structured: a sentence that never changes, and the facts beside it. Secrets are redacted by the adapter, not by callers. */
export interface Log {
  info(message: string, facts?: object): void
  warn(message: string, facts?: object): void
  error(message: string, facts?: object): void
  /** The same log with facts that every later line carries. */
  with(facts: object): Log
}
