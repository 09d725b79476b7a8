import { setTimeout as pause } from 'node:timers/promises'
import type { Order } from '../session/resources.ts'

/** ms. Longer than publishing takes. One that is not begun yet, because too many are under way, must not be waited for for ever. */
const usualPatience = 2_000

export interface PublishedTogether {
  /** One of the name's authorizations: `published` resolves when all of them are, or need not be; `done` says that this one is. */
  of(name: string): { done(): void; published(): Promise<void> }
}

/**
 * A name and its wildcard are proven by two values of one record. Who looks for the first before the second is there may
 * remember the record without it for as long as its TTL says, and then not find the second: both are there before either
 * is told.
 */
export function publishTogether({ identifiers }: Pick<Order, 'identifiers'>, patience = usualPatience): PublishedTogether {
  const groups = new Map<string, { left: number; all: PromiseWithResolvers<void> }>()
  for (const { value } of identifiers) {
    const name = baseOf(value)
    const group = groups.get(name) ?? { left: 0, all: Promise.withResolvers<void>() }
    group.left += 1
    groups.set(name, group)
  }
  return {
    of(name) {
      const group = groups.get(baseOf(name))
      let isDone = false
      return {
        done() {
          if (isDone || group === undefined) return
          isDone = true
          group.left -= 1
          if (group.left <= 0) group.all.resolve()
        },
        async published() {
          if (group !== undefined && group.left > 0) await Promise.race([group.all.promise, pause(patience, undefined, { ref: false })])
        },
      }
    },
  }
}

const baseOf = (name: string) => name.toLowerCase().replace(/^\*\./, '')
