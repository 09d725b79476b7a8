import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import type { Instant } from '@mylzip/shared/domain/time.ts'

/** Time for a fleet: it stands still while anybody works, and leaps to what comes next when nobody does. */
export interface World {
  now(): Instant
  /** Has it happen then; answers how to call it off. What happens at the same moment happens in this order. */
  at(moment: Instant, happens: () => void): () => void
  /** Time stands still until this has ended, or waits for a moment itself. */
  working<Result>(work: () => Promise<Result>): Promise<Result>
  /** Called by what waits for a moment in the middle of its work; answers how to say that it goes on. */
  rests(): () => void
  liveUntil(end: Instant): Promise<void>
}

interface Event {
  at: Instant
  order: number
  happens(): void
}

export function createWorld(start: Instant): World {
  let now = start
  let busy = 0
  const works = new AsyncLocalStorage<{ waits: number; ended: boolean }>()
  let order = 0
  let idle = () => {}
  const ahead: Event[] = []

  const isBefore = (one: Event, other: Event) => one.at < other.at || (one.at === other.at && one.order < other.order)

  /** Where it stands, or would stand: the soonest is the last. */
  function placeOf(event: Event): number {
    let [from, to] = [0, ahead.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      const there = ahead[middle]
      if (there && isBefore(event, there)) from = middle + 1
      else to = middle
    }
    return from
  }

  function oneLess(): void {
    busy -= 1
    if (busy === 0) idle()
  }

  /** Work that asks for several things at once rests while one of them waits. */
  function rests(): () => void {
    const work = works.getStore()
    if (work === undefined || work.ended) return () => undefined
    work.waits += 1
    if (work.waits === 1) oneLess()
    return () => {
      work.waits -= 1
      if (work.waits === 0 && !work.ended) busy += 1
    }
  }

  /** One who has ended may have begun something else by the next turn. */
  async function everybodyRests(): Promise<void> {
    for (;;) {
      await setImmediate()
      if (busy === 0) return
      await new Promise<void>((resolve) => {
        idle = resolve
      })
    }
  }

  return {
    now: () => now,
    at(moment, happens) {
      const event = { at: Math.max(moment, now), order: order++, happens }
      ahead.splice(placeOf(event), 0, event)
      return () => {
        const place = placeOf(event)
        if (ahead[place] === event) ahead.splice(place, 1)
      }
    },
    async working(work) {
      busy += 1
      const own = { waits: 0, ended: false }
      try {
        return await works.run(own, work)
      } finally {
        own.ended = true
        // What nobody waited for may still wait for its own moment.
        if (own.waits === 0) oneLess()
      }
    },
    rests,
    async liveUntil(end) {
      await everybodyRests()
      for (let next = ahead.at(-1); next && next.at < end; next = ahead.at(-1)) {
        ahead.pop()
        now = next.at
        next.happens()
        await everybodyRests()
      }
      now = end
    },
  }
}
