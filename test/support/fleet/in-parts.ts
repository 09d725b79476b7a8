import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FleetOptions, LivedFleet } from './fleet.ts'
import type { PartSays } from './part.ts'

/**
 * The same fleet in several processes, each with an authority of its own, and counted together: machines have nothing to do
 * with each other, and one process uses one core.
 */
export async function liveInParts(options: FleetOptions, parts: number, onDay: (day: number) => void): Promise<LivedFleet> {
  const each = Math.ceil(options.machines / parts)
  const reached = Array.from({ length: parts }, () => 0)
  const all = await Promise.all(
    reached.map((_, part) => {
      const machines = Math.min(each, options.machines - part * each)
      return livePart({ ...options, machines, firstMachine: part * each }, (day) => {
        const before = Math.min(...reached)
        reached[part] = day
        if (Math.min(...reached) > before) onDay(Math.min(...reached))
      })
    }),
  )
  return all.reduce(together)
}

function livePart(options: FleetOptions, onDay: (day: number) => void): Promise<LivedFleet> {
  const program = fileURLToPath(new URL('part.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = fork(program, [JSON.stringify(options)], { serialization: 'advanced' })
    child.on('message', (said: PartSays) => ('day' in said ? onDay(said.day) : resolve(said.lived)))
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`a part of the fleet ended with ${code}`)))
  })
}

function together(one: LivedFleet, other: LivedFleet): LivedFleet {
  return {
    ...one,
    machines: [...one.machines, ...other.machines],
    orders: [...one.orders, ...other.orders],
    requestsByHour: added(one.requestsByHour, other.requestsByHour),
    questionsByHour: added(one.questionsByHour, other.questionsByHour),
    cut: one.cut + other.cut,
    errors: [...one.errors, ...other.errors],
  }
}

function added(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): Map<number, number> {
  const sum = new Map(one)
  for (const [hour, count] of other) sum.set(hour, (sum.get(hour) ?? 0) + count)
  return sum
}
