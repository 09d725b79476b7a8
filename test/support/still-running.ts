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

export async function closeAllThatRuns(): Promise<void> {
  for (const close of running) {
    running.delete(close)
    await close()
  }
}
