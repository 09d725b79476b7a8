import type { Log } from '../plugins/log.port.ts'
import type { Metrics } from '../plugins/metrics/metrics.ts'

export interface Background {
  /** Tells a run under way that it is to come to its end, waits for it, and begins no other. */
  stop(): Promise<void>
}

/** Runs `work` every `interval` ms, never twice at once. What takes many steps begins none once `stopping` is aborted. A failed run is logged, and the next one comes as usual. */
export function every(
  interval: number,
  name: string,
  work: (stopping: AbortSignal) => Promise<unknown>,
  { log, metrics }: { log: Log; metrics: Metrics },
): Background {
  const stopping = new AbortController()
  let running: Promise<unknown> | undefined

  async function run(): Promise<void> {
    const begun = performance.now()
    try {
      await work(stopping.signal)
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
      stopping.abort()
      await running
    },
  }
}
