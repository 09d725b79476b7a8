import { run } from './command.ts'
import type { Engine } from './engine-process.ts'
import type { Ground } from './ground.ts'
import type { BenchKeyType, Peer } from './peers.ts'

/** What one client took for one certificate, several times. */
export interface Samples {
  client: string
  keyType: BenchKeyType
  latencyMs: number
  ms: number[]
  requests: number[]
}

export const warm = 'this engine, warm'
export const cold = 'this engine, cold process'
export const reused = 'this engine, warm, authorization reused'

interface Runner {
  client: string
  /** ms for one certificate. */
  once(keyType: BenchKeyType): Promise<number>
}

/**
 * All clients in turn, again and again, because a machine is now busy and now idle; the first round is thrown away.
 */
export async function rounds(
  ground: Ground,
  engine: Engine,
  peers: readonly Peer[],
  { keyType, latencyMs, times }: { keyType: BenchKeyType; latencyMs: number; times: number },
): Promise<Samples[]> {
  let last = ground.newName()
  const warmly = async (name: string) => (await engine.wish({ names: [name], keyType, atOnce: 1 })).ms
  const runners: Runner[] = [
    {
      client: warm,
      once() {
        last = ground.newName()
        return warmly(last)
      },
    },
    { client: reused, once: () => warmly(last) },
    { client: cold, once: () => run(engine.cold(ground.newName(), keyType)) },
    ...peers.map((peer) => ({ client: peer.name, once: () => run(peer.issue(ground.newName(), keyType)) })),
  ]
  const samples = runners.map(({ client }): Samples => ({ client, keyType, latencyMs, ms: [], requests: [] }))
  ground.proxy.delay(latencyMs)
  for (let round = 0; round <= times; round += 1) {
    for (const [index, runner] of runners.entries()) {
      ground.proxy.countAnew()
      const ms = await runner.once(keyType)
      if (round === 0) continue
      samples[index]?.ms.push(ms)
      samples[index]?.requests.push(ground.proxy.countAnew())
    }
  }
  return samples
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}
