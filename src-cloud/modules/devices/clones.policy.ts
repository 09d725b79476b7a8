import { hour, type Instant } from '@mylzip/shared/domain/time.ts'

/** From where an assertion comes. */
export interface Arrival {
  /** Tells the machine from others; undefined: the device did not say. */
  machine: string | undefined
  /** Made up anew at each start of the program. */
  instance: string | undefined
  /** A person said that the device moved to this machine. */
  moved: boolean
  /** When it was signed, by the cloud's time: what was held up on the way has not come back. */
  at: Instant
}

export interface KnownMachines {
  machine: string | null
}

/** What is known of one start of the program. */
export interface KnownInstance {
  instance: string
  firstAt: Instant
  lastAt: Instant
  /** It was heard of again after another one was. */
  returned: boolean
}

export type MachineVerdict = 'same' | 'first' | 'moved' | 'copy'

/** Addresses and networks say nothing: a laptop has many. The machine itself is one. */
export function judgeMachine({ machine }: KnownMachines, arrival: Pick<Arrival, 'machine' | 'moved'>): MachineVerdict {
  if (arrival.machine === undefined || arrival.machine === machine) return 'same'
  if (machine === null) return 'first'
  return arrival.moved ? 'moved' : 'copy'
}

/** Two that live at once are heard of every quarter of an hour each; what lies longer back tells nothing. */
export const alternationWithin = hour

export interface InstanceVerdict {
  instance: KnownInstance
  /** Two are alive: which of them is the copy cannot be told. */
  takesTurns: boolean
}

/**
 * One folder has one program at a time, and each start of it another instance. An instance that comes back after another was
 * heard of (A, B, A) may be a machine that went back to a snapshot; when the other one comes back as well (A, B, A, B) both
 * are alive. Either may have been started last, so nobody is refused for it: a person chooses.
 */
export function judgeInstances(known: readonly KnownInstance[], { instance, at }: { instance: string; at: Instant }): InstanceVerdict {
  const mine = known.find((one) => one.instance === instance) ?? { instance, firstAt: at, lastAt: at, returned: false }
  const others = known.filter((one) => one.instance !== instance && one.lastAt >= at - alternationWithin)
  const between = others.filter(({ lastAt }) => lastAt > mine.lastAt && lastAt < at)
  const isReturn = known.includes(mine) && between.length > 0
  const seen = { ...mine, lastAt: Math.max(mine.lastAt, at), returned: mine.returned || isReturn }
  return { instance: seen, takesTurns: isReturn && between.some(({ returned }) => returned) }
}
