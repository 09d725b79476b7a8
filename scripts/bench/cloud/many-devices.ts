import { atMost, type Target } from '../targets.ts'
import { settleFleet } from './fleet.ts'
import type { Ground, Say } from './ground.ts'
import { mediansInTurn } from './in-turn.ts'
import { startInstance } from './instance-process.ts'
import { statusOf } from './mix.ts'

const few = 1_000
const many = 1_000_000

/** The same call where a thousand times as many devices are in the database. */
export async function measureManyDevices(ground: Ground, say: Say): Promise<Target[]> {
  say(`${many} devices are put into a database …`)
  const [small, large] = [await ground.newDatabase(), await ground.newDatabase()]
  const fleets = [await settleFleet(small.db, few), await settleFleet(large.db, many)] as const
  const [little, big] = [await startInstance(small.url), await startInstance(large.url)]
  try {
    const [fewMs, manyMs] = await mediansInTurn(statusOf(little.url, fleets[0]), statusOf(big.url, fleets[1]), 2_000)
    return [
      atMost(`device status, p50 with ${many} devices, ms (at most 1.3 × that with ${few}: ${fewMs.toFixed(2)})`, manyMs, 1.3 * fewMs),
    ]
  } finally {
    await Promise.all([little.stop(), big.stop()])
    await small.close()
    await large.close()
  }
}
