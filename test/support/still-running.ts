import { setTimeout as pause } from 'node:timers/promises'

/** What a file of tests has begun and not ended. */
const running = new Set<() => Promise<unknown>>()

/** Answers `close`, which is called at the end of the file where nobody else has called it. */
export function closedAtLast(close: () => Promise<void>): () => Promise<void> {
  running.add(close)
  return () => {
    running.delete(close)
    return close()
  }
}

/** What waits for somebody who never answers is left to wait: it asks nobody any more. */
export async function closeAllThatRuns(): Promise<void> {
  const all = [...running].map((close) => close())
  running.clear()
  await Promise.race([Promise.allSettled(all), pause(2_000, undefined, { ref: false })])
}
