import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { atMost, type Target } from '../targets.ts'
import { type Fleet, settleFleet } from './fleet.ts'
import type { Ground, Say } from './ground.ts'
import { type Asked, mediansInTurn } from './in-turn.ts'
import { startBareInstance, startInstance } from './instance-process.ts'

const perSecond = 500
const seconds = 20

/** What programs of an administrator ask: mostly how devices are, now and then they have something done. */
const mix: { share: number; method: 'GET' | 'POST'; path(deviceId: string): string }[] = [
  { share: 5, method: 'GET', path: (id) => `/api/ssl/device-status/${id}` },
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
    await load(instance.url, fleet, 3)
    const { latency, errors, non2xx, requests } = await load(instance.url, fleet, seconds)
    const [ours, theirs] = await mediansInTurn(statusOf(instance.url, fleet), bareStateOf(bare.url, fleet), 2_000)
    return [
      atMost(`/api/ssl mix at ${Math.round(requests.average)} requests/s, p99, ms`, latency.p99, 50),
      atMost('… of which failed', errors + non2xx, 0),
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

export const bearer = ({ apiToken }: Fleet) => ({ authorization: `Bearer ${apiToken}` })

export function statusOf(url: string, fleet: Fleet): Asked {
  return { url, headers: bearer(fleet), path: (at) => `/api/ssl/device-status/${idOf(fleet, at)}` }
}

function bareStateOf(url: string, fleet: Fleet): Asked {
  return { url, headers: bearer(fleet), path: (at) => `/devices/${idOf(fleet, at)}` }
}

function idOf({ deviceIds }: Fleet, at: number): string {
  return deviceIds[at % deviceIds.length] ?? ''
}

function load(url: string, fleet: Fleet, duration: number): Promise<autocannon.Result> {
  let at = 0
  const requests = mix.flatMap(({ share, method, path }): autocannon.Request[] =>
    Array.from({ length: share }, () => ({
      method,
      headers: { ...bearer(fleet), ...(method === 'POST' && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { body: '{}' }),
      setupRequest: (request) => {
        const headers = method === 'POST' ? { ...request.headers, 'idempotency-key': randomUUID() } : request.headers
        return { ...request, headers, path: path(idOf(fleet, at++)) }
      },
    })),
  )
  return autocannon({ url, connections: 50, overallRate: perSecond, duration, requests })
}
