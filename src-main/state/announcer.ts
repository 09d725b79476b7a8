import type { StateEvent } from '@mylzip/shared/operations/values.ts'

type Listener = (event: StateEvent) => void

/** Tells whoever watches what changed, after it was committed. Nothing depends on anyone listening. */
export interface Announcer {
  announce(event: StateEvent): void
  /** Answers how to stop listening. */
  listen(listener: Listener): () => void
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<Listener>()
  return {
    announce(event) {
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
