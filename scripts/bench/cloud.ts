import { spawnSync } from 'node:child_process'
import { measureDns } from './cloud/dns.ts'
import { startGround } from './cloud/ground.ts'
import { measureManyDevices } from './cloud/many-devices.ts'
import { measureMix } from './cloud/mix.ts'
import { measureStreams } from './cloud/streams.ts'
import { report, type Target } from './targets.ts'

// npm run bench:cloud [-- --json]: the cloud on PostgreSQL, with the load generator on the same machine. Takes about four
// minutes. docs/benchmarks.md says what is measured, and how. Linux, with Debian's postgresql and dnsperf.

const raisedAlready = 'MYLZIP_BENCH_RAISED'
const json = process.argv.includes('--json')
const say = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  const ground = await startGround()
  const targets: Target[] = []
  try {
    for (const measure of [measureMix, measureManyDevices, measureStreams, measureDns]) targets.push(...(await measure(ground, say)))
  } finally {
    await ground.stop()
  }
  report(targets, json)
  process.exitCode = targets.every(({ ok }) => ok) ? 0 : 1
}

/** Each connected device is an open file here and at the instance, and a shell's usual limit is less than there are devices. */
function runWithRaisedLimit(): void {
  const raised = 'ulimit -n 65536 2>/dev/null; exec "$0" "$@"'
  const args = ['-c', raised, process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const { status } = spawnSync('sh', args, { stdio: 'inherit', env: { ...process.env, [raisedAlready]: '1' } })
  process.exitCode = status ?? 1
}

if (process.env[raisedAlready] === undefined) runWithRaisedLimit()
else await main()
