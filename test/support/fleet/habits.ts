import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { both, type Span, without } from './spans.ts'

export const habits = ['always on', 'nights off', 'weekends off', 'two weeks’ holidays', 'a laptop in a drawer', 'wrong clocks'] as const
export type Habit = (typeof habits)[number]

/** How a machine lives, decided beforehand. */
export interface Life {
  habit: Habit
  /** ms that its local time is ahead. */
  zone: number
  /** When it is awake. */
  awake: readonly Span[]
  /** Whether it is shut down in between, or sleeps. */
  shutsDown: boolean
  /** When it is awake and its network leads to the authority. */
  online: readonly Span[]
  /** What its clock is ahead, ms, from moments on. */
  clock: readonly { from: Instant; ahead: number }[]
  /** When its clock is so wrong that nothing can be expected. */
  misled: readonly Span[]
}

export interface Calendar {
  /** A Monday, midnight UTC. */
  start: Instant
  end: Instant
}

type Random = () => number

/** One of the offices, which lie an hour apart; seven on each time, so that the first few are spread over the world as well. */
export const officeOf = (number: number): number => ((number * 7) % 24) * hour

/** A machine in an office whose local time is `zone` ms ahead, set up on the first Monday between eight and ten in the morning, local time. */
export function liveAs(habit: Habit, zone: number, { start, end }: Calendar, random: Random): Life {
  const setUp = start + day + 8 * hour + 2 * hour * random() - zone
  const whole = [{ from: setUp, to: end }]
  const awake = both(awakeAs(habit, zone, { start, end }, random), whole)
  // It is there when somebody sets it up.
  const withFirstDay = without(whole, without([{ from: setUp + 3 * hour, to: end }], awake))
  const misled = habit === 'wrong clocks' ? times(3, () => spanOf(between(random, start, end), hour + random() * 40 * hour)) : []
  // Right again at the end: a certificate that seems not to be valid yet is left at the authority until then.
  const separate = both(
    [{ from: setUp + day, to: end - 2 * day }],
    without([{ from: setUp, to: end }], without([{ from: setUp, to: end }], misled)),
  )
  const outages = times(5, () => spanOf(between(random, setUp + day, end), hour + random() * 5 * hour))
  return {
    habit,
    zone,
    awake: withFirstDay,
    shutsDown: random() < 0.4,
    online: without(withFirstDay, outages),
    clock: habit === 'wrong clocks' ? wrongly(separate, setUp, random) : [],
    misled: separate,
  }
}

function awakeAs(habit: Habit, zone: number, calendar: Calendar, random: Random): Span[] {
  const { start, end } = calendar
  const whole = [{ from: start, to: end }]
  const away = between(random, start + 10 * day, end - 10 * day)
  switch (habit) {
    case 'always on':
    case 'wrong clocks':
      return whole
    case 'nights off':
      return workingDays(7, zone, calendar, random)
    case 'weekends off':
      return workingDays(5, zone, calendar, random)
    case 'two weeks’ holidays':
      return without(workingDays(5, zone, calendar, random), [spanOf(away, 14 * day)])
    case 'a laptop in a drawer':
      return without(looksIn(calendar, random), [spanOf(away, 30 * day)])
  }
}

/** Each machine is switched on between seven and nine, by itself, for eight to ten hours; some minutes sooner or later each day. */
function workingDays(daysAWeek: number, zone: number, { start, end }: Calendar, random: Random): Span[] {
  const [on, hours] = [7 + 2 * random(), 8 + 2 * random()]
  const spans: Span[] = []
  for (let midnight = start - zone; midnight < end; midnight += day) {
    const weekday = Math.floor((midnight + zone - start) / day) % 7
    const from = midnight + on * hour + random() * 20 * minute
    if (weekday < daysAWeek) spans.push(spanOf(from, hours * hour))
  }
  return spans
}

/** Taken out for an hour or some, now and then. */
function looksIn({ start, end }: Calendar, random: Random): Span[] {
  const spans: Span[] = []
  for (let from = start; from < end; ) {
    const span = spanOf(from, hour + random() * 3 * hour)
    spans.push(span)
    from = span.to + 4 * hour + random() * 40 * hour
  }
  return spans
}

/** A little wrong all the time, as clocks are that nobody sets, and for hours so much that certificates seem not to be valid. */
function wrongly(misled: readonly Span[], setUp: Instant, random: Random): Life['clock'] {
  const usual = Math.floor((random() - 0.5) * 8 * minute)
  const wild = [3 * hour, -3 * hour, 2 * day, -2 * day, 40 * day, 365 * day, -2_000 * day]
  const set = misled.flatMap(({ from, to }) => [
    { from, ahead: wild[Math.floor(random() * wild.length)] ?? 0 },
    { from: to, ahead: usual },
  ])
  return [{ from: setUp, ahead: usual }, ...set]
}

const between = (random: Random, from: Instant, to: Instant): Instant => from + random() * (to - from)
const spanOf = (from: Instant, lasts: number): Span => ({ from: Math.floor(from), to: Math.floor(from + lasts) })

function times(count: number, make: () => Span): Span[] {
  return Array.from({ length: count }, make).toSorted((a, b) => a.from - b.from)
}
