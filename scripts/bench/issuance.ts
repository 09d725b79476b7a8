import { fileURLToPath } from 'node:url'
import { needsPebble, pebbleIsThere } from '../../test/support/pebble.ts'
import { buildEngine } from './issuance/engine-build.ts'
import { startEngine } from './issuance/engine-process.ts'
import { roundFigures, throughputFigures } from './issuance/figures.ts'
import { type Ground, prepareGround } from './issuance/ground.ts'
import { type BenchKeyType, lego, preparePeers } from './issuance/peers.ts'
import { rounds, type Samples } from './issuance/rounds.ts'
import { roundsTable, throughputTable } from './issuance/tables.ts'
import { ourThroughput, peerThroughput, type Throughput } from './issuance/throughput.ts'
import { report, type Target } from './targets.ts'

// npm run bench:issuance [-- --json] [--times N]: this engine beside lego, certbot and uacme, on one Pebble, in turns.
// Takes about six minutes. docs/benchmarks.md says what is measured, and how. Linux.

const root = fileURLToPath(new URL('../..', import.meta.url))
const json = process.argv.includes('--json')
const times = Number(process.argv[process.argv.indexOf('--times') + 1]) || 5
const keyTypes: BenchKeyType[] = ['p-256', 'rsa-2048']
const say = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  if (!pebbleIsThere) throw new Error(needsPebble)
  const targets = [...(await inTurn()), ...(await together())]
  report(targets, json)
  process.exitCode = targets.every(({ ok }) => ok) ? 0 : 1
}

/** One certificate at a time, all clients in turn. */
async function inTurn(): Promise<Target[]> {
  return on({ reuse: true }, async (ground, engineFile) => {
    const engine = await startEngine(engineFile, ground)
    const { peers, absent } = await preparePeers(ground)
    for (const why of absent) say(`Left out: ${why}`)
    const samples: Samples[] = []
    try {
      for (const latencyMs of [0, 50]) {
        for (const keyType of keyTypes) {
          say(`${times} rounds with ${keyType}, ${latencyMs} ms added to each request …`)
          samples.push(...(await rounds(ground, engine, peers, { keyType, latencyMs, times })))
        }
      }
    } finally {
      await engine.stop()
      for (const peer of peers) await peer.stop()
    }
    show(roundsTable(samples))
    return roundFigures(samples)
  })
}

/** 200 certificates, 16 at once, at 50 ms: at 0 ms lego waits five seconds for most of them. */
async function together(): Promise<Target[]> {
  return on({ reuse: false }, async (ground, engineFile) => {
    const all: Throughput[] = []
    const figures: Target[] = []
    const peer = (await preparePeers(ground, { lego })).peers[0]
    ground.proxy.delay(50)
    for (const keyType of keyTypes) {
      say(`200 certificates with ${keyType}, 16 at once …`)
      const engine = await startEngine(engineFile, ground)
      const our = await ourThroughput(ground, engine, keyType, 200).finally(engine.stop)
      const theirs = peer && (await peerThroughput(ground, peer, keyType, 200))
      all.push(our, ...(theirs ? [theirs] : []))
      figures.push(...throughputFigures(our, theirs))
    }
    show(throughputTable(all))
    return figures
  })
}

async function on<T>(kind: { reuse: boolean }, work: (ground: Ground, engineFile: string) => Promise<T>): Promise<T> {
  const ground = await prepareGround(kind)
  try {
    return await work(ground, await buildEngine(root, `${ground.folder}/bundle`))
  } finally {
    await ground.stop()
  }
}

function show(table: string): void {
  ;(json ? process.stderr : process.stdout).write(`\n${table}\n`)
}

await main()
