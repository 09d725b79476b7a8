import type { Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import type { Announcer } from './announcer.ts'

/** A watcher that has this many events waiting is sent a new snapshot instead of them. */
const backlogLimit = 200

/**
 * The snapshot first, then each change, until `signal` ends it. Listening begins before the snapshot is read, so
 * that no change falls between the two; a change that is in both does no harm, because events carry whole values.
 */
export async function* watchState(
  announcer: Announcer,
  snapshot: () => Promise<Snapshot>,
  signal: AbortSignal,
): AsyncGenerator<StateEvent> {
  let backlog: StateEvent[] = []
  let behind = false
  let wake: () => void = () => undefined
  const stopListening = announcer.listen((event) => {
    // A watcher that does not read must not fill the memory: what it missed is in the next snapshot.
    if (backlog.length < backlogLimit) backlog.push(event)
    else behind = true
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    yield { type: 'snapshot', snapshot: await snapshot() }
    while (!signal.aborted) {
      if (behind) {
        behind = false
        backlog = []
        yield { type: 'snapshot', snapshot: await snapshot() }
      }
      const next = backlog.shift()
      if (next) yield next
      else if (!signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    stopListening()
    signal.removeEventListener('abort', onAbort)
  }
}
