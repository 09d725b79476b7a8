import type { Log } from '../plugins/log.port.ts'

export interface Background {
  /** Lets a run under way finish, and begins no other. */
  stop(): Promise<void>
}

/** Runs `work` every `interval` ms, never twice at once. A failed run is logged, and the next one comes as usual. */
export function every(interval: number, name: string, work: () => Promise<unknown>, log: Log): Background {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= work()
      .catch((error: unknown) => log.error('background work failed', { name, reason: String(error) }))
      .finally(() => {
        running = undefined
      })
  }, interval)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
