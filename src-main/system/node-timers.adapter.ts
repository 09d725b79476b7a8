import type { Timers } from './timers.port.ts'

/** Node's timers. They stand still while a Linux machine sleeps, so whoever waits also looks at the wall clock. */
export const nodeTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
