/** Passes events on until `ended` is aborted; then throws its reason, whether or not another event was on its way. */
export async function* untilEnded<Event>(events: AsyncIterator<Event>, ended: AbortSignal): AsyncGenerator<Event, void> {
  let cut = () => {}
  const cutOff = new Promise<never>((_, reject) => {
    cut = () => reject(ended.reason)
    ended.addEventListener('abort', cut, { once: true })
  })
  // Nobody waits for it between two events.
  cutOff.catch(() => undefined)
  try {
    for (;;) {
      ended.throwIfAborted()
      const result = await Promise.race([events.next(), cutOff])
      if (result.done) return
      yield result.value
    }
  } finally {
    ended.removeEventListener('abort', cut)
    // Not waited for: one that waits for its next event ends when its own signal is aborted.
    void Promise.resolve(events.return?.()).catch(() => undefined)
  }
}
