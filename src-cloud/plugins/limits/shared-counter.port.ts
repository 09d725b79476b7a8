export interface Counted {
  /** This one included. */
  current: number
  /** ms until the count begins again. */
  ttl: number
}

/** Counts what all instances let in. Rejects soon when it cannot. */
export interface SharedCounter {
  /** Counts one more under `key`; the first begins a window of `window` ms. */
  count(key: string, window: number): Promise<Counted>
  close(): Promise<void>
}
