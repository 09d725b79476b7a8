import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { randomFrom } from '../seeded-random.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startFleetAuthority } from './fleet-authority.ts'
import { type Calendar, type Habit, habits, liveAs, officeOf } from './habits.ts'
import { type Order, ordersAt } from './issued.ts'
import { type Examined, type Machine, placeMachine } from './machine.ts'
import { isIn, type Span } from './spans.ts'
import { createWorld } from './world.ts'

export interface FleetOptions {
  machines: number
  /** The first one's, where a fleet is lived in parts. */
  firstMachine?: number
  days: number
  /** Profiles of the practice authority that machines take in turn. */
  profiles: readonly string[]
  habits?: readonly Habit[] | undefined
  seed: number
  /** When nobody is answered, in days from the start. */
  outage?: { day: number; days: number }
  leavesOutLooks?: boolean
  /** Told once a simulated day. */
  onDay?(day: number): void
}

export interface LivedFleet {
  calendar: Calendar
  outages: Span[]
  machines: LivedMachine[]
  orders: Order[]
  /** Those that were answered, by the hour since the epoch. */
  requestsByHour: ReadonlyMap<number, number>
  /** Those among them that asked for the directory or a window. */
  questionsByHour: ReadonlyMap<number, number>
  /** Requests that got no answer. */
  cut: number
  /** What went wrong that nobody expected, at the authority or in an agent. */
  errors: string[]
}

export type LivedMachine = Pick<Machine, 'name' | 'life' | 'profile'> & Examined

/** Databases that are fsynced at each step are quick only where nothing is ever written to a disk. */
const inMemory = '/dev/shm'

/** Real agents at a real authority, through months of one simulated time. */
export async function liveAsFleet(options: FleetOptions): Promise<LivedFleet> {
  const { days, habits: all = habits, leavesOutLooks = true, machines: count, firstMachine = 0, outage, profiles, seed } = options
  const calendar = { start: lastMonday(), end: lastMonday() + days * day }
  const outages = outage ? [{ from: calendar.start + outage.day * day, to: calendar.start + (outage.day + outage.days) * day }] : []
  const folder = await temporaryFolder(existsSync(inMemory) ? inMemory : tmpdir())
  const world = createWorld(calendar.start)
  const machines: Machine[] = []
  const byAgent = new Map<string, Machine>()
  const reaches = (agent: string, at: Instant) => (byAgent.get(agent)?.isOnline(at) ?? false) && !isIn(outages, at)
  const authority = await startFleetAuthority({ world, folder: folder.path, reaches })
  for (let index = firstMachine; index < firstMachine + count; index += 1) {
    const habit = all[index % all.length] ?? 'always on'
    // None of the three in step with another.
    const profile = profiles[Math.floor(index / all.length) % profiles.length] ?? ''
    const zone = officeOf(Math.floor(index / (all.length * profiles.length)))
    const life = liveAs(habit, zone, calendar, randomFrom(seed * 7_919 + index))
    const machine = placeMachine({ index, seed, folder: folder.path, life, profile, world, authority, leavesOutLooks })
    machines.push(machine)
    byAgent.set(machine.userAgent, machine)
  }
  for (let today = 1; today <= days; today += 1) {
    await world.liveUntil(calendar.start + today * day)
    options.onDay?.(today)
  }
  const lived: LivedMachine[] = []
  for (const machine of machines) {
    const { name, life, profile } = machine
    lived.push({ name, life, profile, ...(await machine.examine()) })
  }
  await authority.stop()
  const orders = ordersAt(authority.folder)
  await folder.remove()
  const errors = [...authority.defects.map(String), ...machines.flatMap(({ errors, name }) => errors.map((error) => `${name}: ${error}`))]
  const { questionsByHour, requestsByHour } = authority
  return { calendar, outages, machines: lived, orders, requestsByHour, questionsByHour, cut: authority.cut(), errors }
}

/** TLS goes by the real time, so the fleet's begins near it; on a Monday, because offices have weekends. */
function lastMonday(): Instant {
  const monday = 4 * day
  return Math.floor((Date.now() - monday) / (7 * day)) * 7 * day + monday
}
