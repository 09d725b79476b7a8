import { hour, minute, second } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../system/random.port.ts'

/** By a stream of events, or asking and waiting where something on the way holds events back. */
export type Way = 'stream' | 'wait'

export interface Listening {
  way: Way
  /** Ways in a row that led nowhere. */
  failures: number
}

export type Outcome = 'ended' | 'broke-off' | 'never-flowed'

/** How long it is asked and waited before a stream is tried again: the machine may be in another network by then. */
export const waitFor = hour
const longestPause = 5 * minute

export const atFirst: Listening = { way: 'stream', failures: 0 }

/**
 * What follows when listening came to an end. A stream that never flowed says nothing of the cloud yet: it is asked at
 * once, and waited. A pause in ms goes before everything else, its upper half drawn, so that a fleet that lost the cloud
 * at one moment does not come back at one moment. `random` gives [0, 1).
 */
export function whatFollows({ way, failures }: Listening, outcome: Outcome, random: Random): Listening & { pause: number } {
  if (outcome === 'ended') return { way: 'stream', failures: 0, pause: random() * second }
  if (way === 'stream' && outcome === 'never-flowed') return { way: 'wait', failures, pause: 0 }
  const longest = Math.min(longestPause, second * 2 ** failures)
  return { way: 'stream', failures: failures + 1, pause: longest / 2 + random() * (longest / 2) }
}
