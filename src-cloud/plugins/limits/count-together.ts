import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../clock.port.ts'
import type { Log } from '../log.port.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { createLocalCounter } from './local-counter.ts'
import type { Counted, SharedCounter } from './shared-counter.port.ts'

interface Needs {
  shared: SharedCounter
  clock: Clock
  log: Log
  metrics: Metrics
}

export type Count = (key: string, window: number) => Promise<Counted>

/** ms. So long requests are counted here without asking first, so that each of them does not wait for a server that is gone. */
const leftAlone = second
const mostKeys = 50_000

/**
 * Counts with the other instances, and at this one alone while that cannot be: requests go on, each instance holding its
 * own limit, and log and metrics say so.
 */
export function countTogether({ shared, clock, log, metrics }: Needs): Count {
  const local = createLocalCounter(clock, mostKeys)
  let alone = false
  let askAgain = 0
  metrics.sharesLimits(true)

  return async (key, window) => {
    if (alone && clock.now() < askAgain) return local.count(key, window)
    try {
      const counted = await shared.count(key, window)
      if (alone) log.info('limits are counted with the other instances again')
      alone = false
      metrics.sharesLimits(true)
      return counted
    } catch (error) {
      if (!alone) log.warn('limits are counted at this instance alone', { reason: String(error) })
      alone = true
      askAgain = clock.now() + leftAlone
      metrics.sharesLimits(false)
      return local.count(key, window)
    }
  }
}
