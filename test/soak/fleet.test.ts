import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LivedFleet } from '../support/fleet/fleet.ts'
import type { Habit } from '../support/fleet/habits.ts'
import { liveInParts } from '../support/fleet/in-parts.ts'
import { byHour, byHourOfDay, clumpingOf, endedIn, peakOf, renewalMoments, withoutPredecessor } from '../support/fleet/reckoning.ts'
import { isIn } from '../support/fleet/spans.ts'

const machines = Number(process.env.MYLZIP_FLEET_MACHINES ?? 1_000)
const days = Number(process.env.MYLZIP_FLEET_DAYS ?? 90)
const parts = Number(process.env.MYLZIP_FLEET_PARTS ?? 2)
const seed = Number(process.env.MYLZIP_SEED ?? Date.now() % 1_000_000)
const outage = { day: 24, days: 1 }

/** After the morning of setting up and the first renewals that follow from it. */
const settled = 9 * day

/**
 * Offices around the world, an hour apart, in each of which machines of every habit are set up on the same morning. Half of
 * them have certificates of 160 hours, half of 45 days. On one day the authority answers nobody.
 */
describe(`${machines} agents through ${days} days`, () => {
  let fleet: LivedFleet
  const began = performance.now()

  beforeAll(async () => {
    say(`seed ${seed}: MYLZIP_SEED=${seed} lives the same lives again`)
    const options = { machines, days, profiles: ['shortlived', 'tlsserver'], seed, outage }
    fleet = await liveInParts(options, parts, (today) => {
      if (today % 10 === 0) say(`day ${today} after ${Math.round((performance.now() - began) / 1000)} s`)
    })
    describeLived(fleet, performance.now() - began)
  }, 3 * hour)

  it('no certificate ends in a machine that could have renewed it for an hour since its window ended', () => {
    expect(endedIn(fleet).filter(({ sinceWindowEnded }) => sinceWindowEnded >= hour)).toEqual([])
  })

  // The moment that was drawn may come when it is off: nobody knows when a laptop will be put into a drawer.
  it('of a thousand certificates at most one ends in a machine that could have renewed it for an hour since its window began', () => {
    const ended = endedIn(fleet).filter(({ sinceWindowBegan }) => sinceWindowBegan >= hour)
    expect(ended.length, JSON.stringify(ended)).toBeLessThanOrEqual(fleet.orders.length / 1_000)
  })

  it('one that ended while its machine was off is renewed as soon as the machine is back', () => {
    expect(endedIn(fleet).filter(({ afterwards }) => afterwards > 45 * minute)).toEqual([])
  })

  it('each order became a certificate, each certificate is in its agent’s hands, and none was ordered twice', () => {
    const orders = Map.groupBy(fleet.orders, ({ name }) => name)
    for (const { name, issued, isCurrent, intact } of fleet.machines) {
      expect([name, orders.get(name)?.map(({ certificate }) => certificate?.ariId)]).toEqual([name, issued])
      expect([name, isCurrent, intact]).toEqual([name, true, true])
    }
  })

  it('each renewal says which certificate it replaces', () => {
    expect(withoutPredecessor(fleet)).toEqual([])
  })

  // Of fewer renewals, chance alone brings that many more in one of 24 hours.
  it.skipIf(machines * days < 45_000)(
    'the authority sees no rush hour: in the busiest of the day come at most half more renewals, and requests, than in the mean',
    () => {
      const { renewals, requests } = usual(fleet)
      expect(peakOf(byHourOfDay(renewals)), byHourOfDay(renewals).join(' ')).toBeLessThanOrEqual(1.5)
      expect(peakOf(byHourOfDay(requests)), byHourOfDay(requests).join(' ')).toBeLessThanOrEqual(1.5)
    },
  )

  it('no agent and no authority met a defect', () => {
    expect(fleet.errors).toEqual([])
  })
})

/** Switched on in the morning and off in the evening. */
const offices: ReadonlySet<Habit> = new Set(['nights off', 'weekends off', 'two weeks’ holidays'])

/** What came when nothing was out of the ordinary: not the first days, nor the outage and the day after it. */
function usual(fleet: LivedFleet) {
  const { start, end } = fleet.calendar
  const isUsual = (at: number) => at >= start + settled && at < end && !fleet.outages.some(({ from, to }) => at >= from && at < to + day)
  return {
    renewals: renewalMoments(fleet).filter(isUsual),
    requests: [...fleet.requestsByHour].flatMap(([at, count]) => Array<number>(count).fill(at * hour)).filter(isUsual),
  }
}

function describeLived(fleet: LivedFleet, tookMs: number): void {
  const { calendar, cut, machines, orders, outages, requestsByHour } = fleet
  const { renewals, requests } = usual(fleet)
  const ended = endedIn(fleet)
  const total = [...requestsByHour.values()].reduce((sum, each) => sum + each, 0)
  say(`${machines.length} machines, ${Math.round((calendar.end - calendar.start) / day)} days, in ${Math.round(tookMs / 1000)} s`)
  say(`${orders.length} orders, ${orders.filter(({ certificate }) => certificate).length} certificates, ${total} requests, ${cut} cut off`)
  for (const [habit, those] of Map.groupBy(machines, ({ life }) => life.habit)) {
    const names = new Set(those.map(({ name }) => name))
    const own = ended.filter(({ machine }) => names.has(machine)).length
    say(`  ${habit}: ${those.length} machines, ${orders.filter(({ name }) => names.has(name)).length} orders, ${own} ended while off`)
  }
  const whole = byHour(renewals, { from: calendar.start + settled, to: calendar.end })
  say(`renewals by hour of the day: peak ${peakOf(byHourOfDay(renewals)).toFixed(2)} of the mean: ${byHourOfDay(renewals).join(' ')}`)
  say(`requests by hour of the day: peak ${peakOf(byHourOfDay(requests)).toFixed(2)} of the mean: ${byHourOfDay(requests).join(' ')}`)
  const zones = new Map(machines.map(({ life, name }) => [name, offices.has(life.habit) ? life.zone : undefined]))
  const local = orders.flatMap(({ name, placedAt, replaces }) => (replaces ? [placedAt + (zones.get(name) ?? Number.NaN)] : []))
  say(`renewals in offices by their local hour: ${byHourOfDay(local.filter(Number.isFinite)).join(' ')}`)
  say(`renewals in each hour there was: variance ${clumpingOf(whole).toFixed(2)} of the mean`)
  const back = outages.map(({ to }) => renewalMoments(fleet).filter((at) => isIn([{ from: to, to: to + hour }], at)).length)
  say(`renewals in the hour after the outage: ${back.join(', ')}; in the mean ${(renewals.length / whole.length).toFixed(1)}`)
  const runs: Record<string, number> = {}
  for (const machine of machines) for (const [end, count] of Object.entries(machine.runs)) runs[end] = (runs[end] ?? 0) + count
  say(`runs: ${JSON.stringify(runs)}`)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
