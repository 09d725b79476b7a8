export interface Joining<T> {
  /** Joins what runs under the key, or starts it. */
  run(key: string, start: () => Promise<T>): { done: Promise<T>; joined: boolean }
  running(key: string): boolean
  /** Waits for everything that runs now; failures are for those who started it. */
  settled(): Promise<void>
}

/** One running promise per key: asking twice for the same thing does it once. */
export function createJoining<T>(): Joining<T> {
  const current = new Map<string, Promise<T>>()
  return {
    run(key, start) {
      const running = current.get(key)
      if (running) return { done: running, joined: true }
      const done = Promise.resolve()
        .then(start)
        .finally(() => current.delete(key))
      current.set(key, done)
      return { done, joined: false }
    },
    running: (key) => current.has(key),
    async settled() {
      await Promise.allSettled(current.values())
    },
  }
}
