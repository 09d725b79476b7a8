import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** The process below `ancestor` whose command line holds `word`. Linux. */
export function findDescendant(ancestor: number, word: string): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (pid === ancestor || isBelow(parents.get(pid)))
  const found = all.find((pid) => isBelow(pid) && read(`/proc/${pid}/cmdline`).includes(word))
  if (found === undefined) throw new Error(`no process with ${word} was found`)
  return found
}

/** Resident memory in MB (10^6 bytes), as the kernel counts it. */
export function residentMegabytes(pid: number): number {
  const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1])
  return (kibibytes * 1024) / 1e6
}

/** How often the process's main thread slept and was woken, for whatever reason. */
export function wakeups(pid: number): number {
  return Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(read(`/proc/${pid}/task/${pid}/status`))?.[1])
}

/** Wakings of the idle main thread a minute: timers, and whatever else there is. */
export async function wakeupsPerMinute(pid: number, minutes: number): Promise<number> {
  const before = wakeups(pid)
  await setTimeout(minutes * 60_000)
  return (wakeups(pid) - before) / minutes
}

/**
 * Which timers fired, by their length in ms, in what a process with NODE_DEBUG=timer wrote. Node names the length of
 * each list of timers whose time has come.
 */
export function firedTimers(debug: string, pid: number): Map<number, number> {
  const fired = new Map<number, number>()
  for (const [, length] of debug.matchAll(new RegExp(`^TIMER ${pid}: timeout callback (\\d+)$`, 'gm'))) {
    fired.set(Number(length), (fired.get(Number(length)) ?? 0) + 1)
  }
  return fired
}

function parentOf(pid: number): number | undefined {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]) || undefined
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
