import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createAccessTokens } from '../../../src-cloud/plugins/access-tokens.ts'
import { systemRandom } from '../../../src-cloud/plugins/random.adapter.ts'
import { signingKey } from '../../../test/support/cloud.ts'
import { atMost, type Target } from '../targets.ts'
import { type Fleet, settleFleet } from './fleet.ts'
import type { Ground, Say } from './ground.ts'
import { median } from './in-turn.ts'
import { startInstance } from './instance-process.ts'
import { bearer } from './mix.ts'

/** As many as the system lets one process have open, but for what it needs itself. */
const connected = Math.min(20_000, openFiles() - 500)
const atOnce = 40
const rung = 50

/** Devices that wait for commands, each on a connection of its own, and how soon one of them has what it is told. */
export async function measureStreams(ground: Ground, say: Say): Promise<Target[]> {
  say(`${connected} devices connect …`)
  const database = await ground.newDatabase()
  const fleet = await settleFleet(database.db, connected)
  const ids = await database.db.selectFrom('devices').select('id').execute()
  const instance = await startInstance(database.url)
  const sockets: Socket[] = []
  try {
    const before = await instance.residentMb()
    const all = await connectAll(
      instance.url,
      ids.map(({ id }) => id),
      sockets,
    )
    const residentMb = await instance.residentMb()
    say(`before the first of them connected: ${before.toFixed(0)} MB`)
    return [
      atMost(`${all.size} devices connected, memory of the instance, MB`, residentMb, 1_000),
      atMost('a command is there after the call began, median, ms', await untilThere(instance.url, fleet, all), 1_000),
    ]
  } finally {
    for (const socket of sockets) socket.destroy()
    await instance.stop()
    await database.close()
  }
}

/** Resolves when each of them has been told that its stream flows. */
async function connectAll(url: string, ids: readonly string[], sockets: Socket[]): Promise<Map<string, Socket>> {
  const tokens = await createAccessTokens({
    keys: [signingKey],
    issuer: 'https://cloud.myl.test',
    clock: { now: Date.now },
    random: systemRandom,
  })
  const all = new Map<string, Socket>()
  const left = ids.values()
  const worker = async () => {
    for (const id of left) {
      const { accessToken } = await tokens.issue({ id, enrolment: 1 })
      const socket = await openStream(url, accessToken)
      sockets.push(socket)
      all.set(id, socket)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  // Each stream says once, after a second, that it flows: from then on there is nothing but waiting.
  await pause(5_000)
  return all
}

function openFiles(): number {
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 1_024)
}

function openStream(url: string, accessToken: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const head = [
    'GET /api/devices/self/commands HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Accept: text/event-stream',
    `Authorization: Bearer ${accessToken}`,
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n`))
    socket.once('error', reject)
    socket.once('data', (chunk: Buffer) => {
      if (chunk.toString('latin1').startsWith('HTTP/1.1 200')) resolve(socket.resume())
      else reject(new Error(`a stream was refused: ${chunk.toString('latin1').slice(0, 300)}`))
    })
  })
}

async function untilThere(url: string, fleet: Fleet, all: ReadonlyMap<string, Socket>): Promise<number> {
  const taken: number[] = []
  for (const device of fleet.slice(0, rung)) {
    const socket = all.get(device.id)
    if (socket === undefined) throw new Error('a device that is told something is not connected')
    const came = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => chunk.includes('renew') && resolve())
    })
    const began = performance.now()
    const response = await fetch(`${url}/api/ssl/renew-certificate/${device.id}`, {
      method: 'POST',
      headers: { ...bearer(device), 'content-type': 'application/json' },
      body: '{}',
    })
    if (response.status !== 202) throw new Error(`a command was refused: ${response.status} ${await response.text()}`)
    await came
    taken.push(performance.now() - began)
  }
  return median(taken)
}
