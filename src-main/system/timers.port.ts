/** The only way background work waits. Tests hold their own. */
export interface Timers {
  /** Calls `run` once after `ms`; waiting never keeps the process alive. Answers how to call it off. */
  after(ms: number, run: () => void): () => void
}
