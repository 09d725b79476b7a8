import { median, type Samples } from './rounds.ts'
import { perCpuSecond, type Throughput } from './throughput.ts'

/** Requests and ms of each client, smallest, middle and largest. */
export function roundsTable(samples: readonly Samples[]): string {
  const lines = samples.map(({ client, keyType, latencyMs, ms, requests }) => [
    `${latencyMs} ms`,
    keyType,
    client,
    spread(requests),
    spread(ms),
  ])
  return table([['latency', 'key', 'client', 'requests', 'ms: least / median / most'], ...lines])
}

export function throughputTable(all: readonly Throughput[]): string {
  const lines = all.map((one) => [
    one.keyType,
    one.client,
    String(one.certificates),
    one.seconds.toFixed(1),
    one.cpuSeconds.toFixed(1),
    perCpuSecond(one).toFixed(1),
    one.growthMb === undefined ? '' : `${one.growthMb.toFixed(1)} (${one.growthAtOnceMb?.toFixed(1)} at once)`,
  ])
  return table([['key', 'client', 'certificates', 's', 'CPU s', 'certificates per CPU s', 'growth, MB'], ...lines])
}

function spread(values: readonly number[]): string {
  const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map((value) => String(Math.round(value)))
  return least === most ? `${least}` : `${least} / ${middle} / ${most}`
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('')
}
