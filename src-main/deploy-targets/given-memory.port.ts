/**
 * What a target was given last, where that cannot be seen from outside; or, for most programs of Windows, what they had before the first
 * time (windows/found-memory.ts). Kept over restarts.
 */
export interface GivenMemory {
  /** Null: nothing yet. Empty: it is being given something, or that broke off. */
  get(): Promise<string | null>
  set(given: string | null): Promise<void>
}
