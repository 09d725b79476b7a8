import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Engine } from './engine-process.ts'
import type { Ground } from './ground.ts'
import type { BenchKeyType, Peer } from './peers.ts'

export interface Throughput {
  client: string
  keyType: BenchKeyType
  certificates: number
  seconds: number
  /** User and system, of all its processes. */
  cpuSeconds: number
  /** Of resident memory, 10^6 bytes; where it is one process. */
  growthMb?: number
  /** The same before it gave back what it no longer needed. */
  growthAtOnceMb?: number
}

export const atOnce = 16
/** Certificates for each second of computing time. */
export const perCpuSecond = ({ certificates, cpuSeconds }: Throughput) => certificates / cpuSeconds

const namesOf = (ground: Ground, count: number) => Array.from({ length: count }, ground.newName)

/** In the process that stays, warmed by as many as run at once. Its computing time is all it has used since its start. */
export async function ourThroughput(ground: Ground, engine: Engine, keyType: BenchKeyType, certificates: number): Promise<Throughput> {
  const before = await engine.wish({ names: namesOf(ground, atOnce), keyType, atOnce })
  const after = await engine.wish({ names: namesOf(ground, certificates), keyType, atOnce })
  return {
    client: 'this engine, one process',
    keyType,
    certificates,
    seconds: after.ms / 1000,
    cpuSeconds: after.cpuMs / 1000,
    growthMb: after.residentMb - before.residentMb,
    growthAtOnceMb: after.residentAtOnceMb - before.residentMb,
  }
}

/** A process for each certificate, which is the only way these clients have. Linux. */
export async function peerThroughput(ground: Ground, peer: Peer, keyType: BenchKeyType, certificates: number): Promise<Throughput> {
  const placeholder = 'NAME'
  const { program, args, env } = peer.issue(placeholder, keyType)
  const began = performance.now()
  const cpuBefore = childrensCpuSeconds()
  // A small program starts them: each start copies what the starter has in memory, and this one has a lot.
  const all = spawn('xargs', ['-P', String(atOnce), '-I', placeholder, program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  all.stdin.end(namesOf(ground, certificates).join('\n'))
  const [code] = await once(all, 'close')
  if (code !== 0) throw new Error(`${peer.name} did not get all ${certificates} certificates`)
  const seconds = (performance.now() - began) / 1000
  return { client: `${peer.name}, a process each`, keyType, certificates, seconds, cpuSeconds: childrensCpuSeconds() - cpuBefore }
}

/** Of the children that have ended, and of theirs (proc(5): cutime, cstime, in hundredths of a second). */
function childrensCpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) / 100
}
