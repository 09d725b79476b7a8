import { randomUUID } from 'node:crypto'
import { randomFrom } from '../../../test/support/seeded-random.ts'
import { atMost, type Target } from '../targets.ts'
import { type AskedDevice, type Fleet, settleFleet } from './fleet.ts'
import type { Ground, Say } from './ground.ts'
import { type Asked, mediansInTurn } from './in-turn.ts'
import { startBareInstance, startInstance } from './instance-process.ts'
import { steadyLoad } from './steady-load.ts'

const perSecond = 500
const seconds = 20
/** Until V8 has compiled what every call runs, and PostgreSQL has its statistics: an instance runs for weeks. */
const warmUp = 40

interface Turn {
  share: number
  method: 'GET' | 'POST'
  path(deviceId: string): string
}

/** What programs of an administrator ask: mostly how devices are, now and then they have something done. */
const usual: Turn = { share: 5, method: 'GET', path: (id) => `/api/ssl/device-status/${id}` }
const mix: Turn[] = [
  usual,
  { share: 2, method: 'GET', path: (id) => `/api/ssl/devices/${id}/operations` },
  { share: 1, method: 'GET', path: (id) => `/api/ssl/advanced-management/${id}` },
  { share: 1, method: 'GET', path: (id) => `/api/ssl/premium-features/${id}` },
  { share: 1, method: 'POST', path: (id) => `/api/ssl/renew-certificate/${id}` },
]

export async function measureMix(ground: Ground, say: Say): Promise<Target[]> {
  say(`${perSecond} requests a second for ${seconds} s …`)
  const database = await ground.newDatabase()
  const instance = await startInstance(database.url)
  const bare = await startBareInstance(database.url)
  try {
    const fleet = await settleFleet(database.db, 1_000)
    await load(instance.url, fleet, warmUp)
    const { p99, failed, reached } = await load(instance.url, fleet, seconds)
    const [ours, theirs] = await mediansInTurn(statusOf(instance.url, fleet), bareStateOf(bare.url, fleet), 2_000)
    return [
      atMost(`/api/ssl mix at ${Math.round(reached)} requests/s, p99, ms`, p99, 50),
      atMost('… of which failed', failed, 0),
      atMost(
        `device status, p50, ms (at most twice a bare Fastify route that asks for the same in one query: ${theirs.toFixed(2)})`,
        ours,
        2 * theirs,
      ),
    ]
  } finally {
    await instance.stop()
    await bare.stop()
    await database.close()
  }
}

export const bearer = ({ apiToken }: AskedDevice) => ({ authorization: `Bearer ${apiToken}` })

export const statusOf = (url: string, fleet: Fleet) => aboutEach(url, fleet, '/api/ssl/device-status')
const bareStateOf = (url: string, fleet: Fleet) => aboutEach(url, fleet, '/devices')

function aboutEach(url: string, fleet: Fleet, below: string): Asked {
  return { url, headers: (at) => bearer(deviceAt(fleet, at)), path: (at) => `${below}/${deviceAt(fleet, at).id}` }
}

function deviceAt(fleet: Fleet, at: number): AskedDevice {
  const device = fleet[at % fleet.length]
  if (device === undefined) throw new Error('the fleet has no device')
  return device
}

function load(url: string, fleet: Fleet, duration: number) {
  const turns = mix.flatMap((each) => Array.from({ length: each.share }, () => each))
  return steadyLoad({ perSecond, seconds: duration, connections: 50, random: randomFrom(2_611) }, (at) => {
    const { method, path } = turns[at % turns.length] ?? usual
    const device = deviceAt(fleet, at)
    const more = method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    return {
      url: `${url}${path(device.id)}`,
      method,
      headers: { ...bearer(device), ...more },
      body: method === 'POST' ? '{}' : undefined,
    }
  })
}
