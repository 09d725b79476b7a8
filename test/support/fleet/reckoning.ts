import { day, hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { LivedFleet, LivedMachine } from './fleet.ts'
import type { Order } from './issued.ts'
import { both, longestBetween, type Span, without } from './spans.ts'

/** A certificate that ended before the next one came. */
export interface Ended {
  machine: string
  habit: string
  profile: string
  /** The longest time in one piece, ms, that the machine could have renewed it in: since its window began, and since that ended. */
  sinceWindowBegan: number
  sinceWindowEnded: number
  /** And when it had ended: so long was it served although it could have been renewed. */
  afterwards: number
}

/** When the machine reaches the authority, with a clock that is about right. */
export function ableToRenew({ life }: LivedMachine, { outages }: LivedFleet): Span[] {
  return without(life.online, [...life.misled, ...outages])
}

/** All certificates that ended in a machine's hands. */
export function endedIn(fleet: LivedFleet): Ended[] {
  const orders = Map.groupBy(fleet.orders, ({ name }) => name)
  return fleet.machines.flatMap((machine) => {
    const able = ableToRenew(machine, fleet)
    return certificatesOf(orders.get(machine.name) ?? []).flatMap(({ notAfter, window }, at, all): Ended[] => {
      const replacedAt = all[at + 1]?.issuedAt ?? fleet.calendar.end
      if (replacedAt <= notAfter) return []
      return [
        {
          machine: machine.name,
          habit: machine.life.habit,
          profile: machine.profile,
          sinceWindowBegan: longestBetween(able, window.start, notAfter),
          sinceWindowEnded: longestBetween(able, window.end, notAfter),
          afterwards: longestBetween(able, notAfter, replacedAt),
        },
      ]
    })
  })
}

const certificatesOf = (orders: readonly Order[]) => orders.flatMap(({ certificate }) => certificate ?? [])

/** Orders that do not say which certificate they replace, although there was one; and those that name another than the last. */
export function withoutPredecessor(fleet: LivedFleet): Order[] {
  return [...Map.groupBy(fleet.orders, ({ name }) => name).values()].flatMap((orders) =>
    orders.filter(
      ({ replaces }, at) => replaces !== (orders.slice(0, at).findLast((each) => each.certificate)?.certificate?.ariId ?? null),
    ),
  )
}

/** When certificates were renewed; a machine's first one belongs to the day it was set up. */
export function renewalMoments(fleet: LivedFleet): Instant[] {
  return [...Map.groupBy(fleet.orders, ({ name }) => name).values()].flatMap((orders) => orders.slice(1).map(({ placedAt }) => placedAt))
}

/** How many came in each hour of the day. */
export function byHourOfDay(moments: readonly Instant[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0)
  for (const at of moments) {
    const index = Math.floor((((at % day) + day) % day) / hour)
    hours[index] = (hours[index] ?? 0) + 1
  }
  return hours
}

/** How many came in each hour that there was between two moments. */
export function byHour(moments: readonly Instant[], { from, to }: Span): number[] {
  const hours = Array.from({ length: Math.floor((to - from) / hour) }, () => 0)
  for (const at of moments) {
    const index = Math.floor((at - from) / hour)
    if (index >= 0 && index < hours.length) hours[index] = (hours[index] ?? 0) + 1
  }
  return hours
}

/** The busiest against the mean. */
export function peakOf(counts: readonly number[]): number {
  return (Math.max(...counts) * counts.length) / counts.reduce((sum, each) => sum + each, 0)
}

/** Variance against mean: 1 where one has nothing to do with the other. */
export function clumpingOf(counts: readonly number[]): number {
  const mean = counts.reduce((sum, each) => sum + each, 0) / counts.length
  return counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / counts.length / mean
}

export const onlineTime = (fleet: LivedFleet, machine: LivedMachine, span: Span): number =>
  both(ableToRenew(machine, fleet), [span]).reduce((sum, { from, to }) => sum + to - from, 0)
