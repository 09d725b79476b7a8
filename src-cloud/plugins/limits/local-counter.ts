import type { Clock } from '../clock.port.ts'
import type { Counted } from './shared-counter.port.ts'

/** Counts at this instance alone, of at most `most` keys: of more, the one that began first is forgotten. */
export function createLocalCounter(clock: Clock, most: number): { count(key: string, window: number): Counted } {
  const counts = new Map<string, { current: number; ends: number }>()
  return {
    count(key, window) {
      const now = clock.now()
      const known = counts.get(key)
      // A clock that was set back must not make a window longer.
      if (known && known.ends > now && known.ends <= now + window) return { current: ++known.current, ttl: known.ends - now }
      counts.delete(key)
      counts.set(key, { current: 1, ends: now + window })
      const [oldest] = counts.keys()
      if (counts.size > most && oldest !== undefined) counts.delete(oldest)
      return { current: 1, ttl: window }
    },
  }
}
