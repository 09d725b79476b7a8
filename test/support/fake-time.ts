import type { Clock } from '#main/system/clock.port.ts'
import type { Timers } from '#main/system/timers.port.ts'

export interface FakeTime {
  clock: Clock
  timers: Timers
  /** Time passes: the wall clock and the timers go on together. */
  pass(ms: number): Promise<void>
  /** The machine sleeps: the wall clock goes on, the timers stand still. */
  sleep(ms: number): void
  /** Somebody sets the wall clock. */
  setClock(at: number): void
  /** When timers fired, on the timers' own scale. */
  fired: number[]
}

export function createFakeTime(start = Date.parse('2026-11-21T08:00:00Z')): FakeTime {
  let wall = start
  let monotonic = 0
  const waiting = new Set<{ at: number; run(): void }>()
  const fired: number[] = []
  const settle = () => new Promise((resolve) => setImmediate(resolve))

  return {
    clock: { now: () => wall },
    timers: {
      after(ms, run) {
        const timer = { at: monotonic + Math.max(1, ms), run }
        waiting.add(timer)
        return () => waiting.delete(timer)
      },
    },
    async pass(ms) {
      const end = monotonic + ms
      await settle()
      for (;;) {
        const next = [...waiting].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        waiting.delete(next)
        wall += next.at - monotonic
        monotonic = next.at
        fired.push(monotonic)
        next.run()
        await settle()
      }
      wall += end - monotonic
      monotonic = end
    },
    sleep(ms) {
      wall += ms
    },
    setClock(at) {
      wall = at
    },
    fired,
  }
}
