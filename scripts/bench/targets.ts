/** One figure to reach. `name` says what was measured, in which unit, and whether the limit is the most or the least. */
export interface Target {
  name: string
  value: number
  limit: number
  ok: boolean
}

export function atMost(name: string, value: number, limit: number): Target {
  return { name, value: round(value), limit, ok: value <= limit }
}

export function atLeast(name: string, value: number, limit: number): Target {
  return { name, value: round(value), limit, ok: value >= limit }
}

/** A table for people on stderr or stdout; with `json` the line for programs comes last on stdout. */
export function report(targets: readonly Target[], json: boolean): void {
  const table = targets.map(
    ({ name, value, limit, ok }) => `${ok ? '✓' : '✗'} ${name.padEnd(72)} ${String(value).padStart(8)}   limit ${limit}\n`,
  )
  ;(json ? process.stderr : process.stdout).write(`\n${table.join('')}`)
  if (json) process.stdout.write(`${JSON.stringify({ targets })}\n`)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
