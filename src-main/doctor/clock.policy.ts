import { saying } from '@mylzip/shared/domain/saying.ts'
import { day, hour, type Instant, minute, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { Verdict } from './check.port.ts'
import { fact, failed, skipped, trouble, warning, well } from './verdict.policy.ts'

export interface ClockReading {
  /** Whose clock. */
  host: string
  /** Its Date header, and this machine’s clock at the same moment. */
  theirs: Instant
  ours: Instant
  roundTripMs: number
  /** Whether it could prove who it is. With a clock that is far off nobody can. */
  trusted: boolean
}

export interface ClockSight {
  readings: readonly ClockReading[]
  /** ms by which the wall clock went further than the time that passed, since the program was started. */
  jumped: number
}

/** DNS servers accept no more in signed updates (RFC 8945 §5.2.3), and certificates begin an hour before they are issued. */
const tooMuch = 5 * minute
const noticeable = minute

/** What others say this machine’s clock is off by. A Date header has whole seconds, and takes its time to arrive. */
export function judgeClock({ readings, jumped }: ClockSight): Verdict {
  const evidence: Fact[] = [
    ...readings.map(({ host, theirs, ours, roundTripMs, trusted }) =>
      fact(
        host,
        saying(trusted ? 'seen.clock' : 'seen.clock-unproven', {
          ...{ theirs: toTimestamp(theirs), ours: toTimestamp(ours), tolerance: (500 + roundTripMs / 2) / 1000 },
          ...offBy(ours - theirs),
        }),
      ),
    ),
    fact(saying('seen.jumps'), Math.abs(jumped) < 2 * second ? saying('seen.none') : saying('seen.jumped', offBy(jumped))),
  ]
  // One that proved itself counts for more; of several the one with the shortest way.
  const [best] = [...readings].sort((a, b) => Number(b.trusted) - Number(a.trusted) || a.roundTripMs - b.roundTripMs)
  if (!best) return skipped(saying('found.clock-alone'), evidence)
  const off = best.ours - best.theirs
  if (Math.abs(off) < noticeable) return well(saying('found.clock', { host: best.host }), evidence)
  return (Math.abs(off) >= tooMuch ? failed : warning)(clockTrouble(off), evidence)
}

/** `off`: ms by which this machine’s clock is ahead. */
export function clockTrouble(off: number) {
  return trouble('CLOCK_WRONG', { skew: durationText(Math.abs(off)), direction: off > 0 ? 'ahead' : 'behind' })
}

function offBy(ms: number) {
  return { difference: durationText(Math.abs(ms)), direction: ms >= 0 ? 'seen.ahead' : 'seen.behind' }
}

export function durationText(ms: number): string {
  const units: [number, string][] = [
    [day, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
  ]
  for (const [size, name] of units) {
    if (ms < size) continue
    const count = Math.round(ms / size)
    return `${count} ${name}${count === 1 ? '' : 's'}`
  }
  return `${Math.round(ms / second)} seconds`
}
