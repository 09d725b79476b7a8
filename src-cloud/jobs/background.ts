import type { Log } from '../plugins/log.port.ts'
import type { Metrics } from '../plugins/metrics/metrics.ts'

export interface Background {
  /** Lets a run under way finish, and begins no other. */
  stop(): Promise<void>
}

/** Runs `work` every `interval` ms, never twice at once. A failed run is logged, and the next one comes as usual. */
export function every(
  interval: number,
  name: string,
  work: () => Promise<unknown>,
  { log, metrics }: { log: Log; metrics: Metrics },
): Background {
  let running: Promise<unknown> | undefined

  async function run(): Promise<void> {
    const begun = performance.now()
    try {
      await work()
      metrics.ranJob(name, 'ok', performance.now() - begun)
    } catch (error) {
      metrics.ranJob(name, 'failed', performance.now() - begun)
      log.error('background work failed', { name, reason: String(error) })
    }
  }

  const timer = setInterval(() => {
    running ??= run().finally(() => {
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
