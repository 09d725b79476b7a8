import type { Clock } from './clock.port.ts'

/** The machine's own clock, right or wrong. */
export const systemClock: Clock = { now: () => Date.now() }
