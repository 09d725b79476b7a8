import { expect, test } from 'vitest'
import { liveAsFleet } from '../support/fleet/fleet.ts'
import { byHour, byHourOfDay, clumpingOf, endedIn, peakOf, renewalMoments, withoutPredecessor } from '../support/fleet/reckoning.ts'
import { day } from '@mylzip/shared/domain/time.ts'
test('try', async () => {
  const t = performance.now()
  const f = await liveAsFleet({ machines: Number(process.env.N ?? 12), days: Number(process.env.D ?? 20), habits: process.env.HB ? [process.env.HB as 'wrong clocks'] : undefined, profiles: (process.env.P ?? 'shortlived,tlsserver').split(','), seed: Number(process.env.S ?? 7), outage: { day: Number(process.env.O ?? 10), days: 1 }, onDay: (d) => { if (d % 5 === 0) console.log(d, Math.round(performance.now() - t), process.memoryUsage().rss / 1e6) } })
  console.log(Math.round(performance.now() - t), 'ms', process.cpuUsage().user / 1e3, process.cpuUsage().system / 1e3, 'cpu', f.orders.length, 'orders', f.orders.filter((o) => o.certificate).length, 'certs', [...f.requestsByHour.values()].reduce((a, b) => a + b, 0), 'requests', f.cut, 'cut')
  console.log(f.errors.slice(0, 20))
  const byName = Map.groupBy(f.orders, (o) => o.name)
  for (const m of f.machines.slice(0, Number(process.env.L ?? 24))) console.log(m.name, m.life.habit, m.profile, m.life.shutsDown, byName.get(m.name)?.map((o) => `${((o.placedAt - f.calendar.start) / 864e5).toFixed(2)}${o.replaces ? 'r' : '-'}${o.certificate ? '' : '!'}`).join(' '), m.intact, m.isCurrent, m.issued.length, JSON.stringify(m.runs))
  console.log('ENDED')
  for (const e of endedIn(f)) console.log(JSON.stringify(e))
  console.log('no predecessor', withoutPredecessor(f).slice(0, 10))
  const r = renewalMoments(f)
  console.log(byHourOfDay(r).join(' '), peakOf(byHourOfDay(r)))
  const w = byHour(r, { from: f.calendar.start + 9 * day, to: f.calendar.end })
  console.log(peakOf(w), clumpingOf(w))
  const q = [...f.requestsByHour].flatMap(([h, n]) => Array.from({ length: n }, () => h * 36e5))
  console.log(byHourOfDay(q).join(' '), peakOf(byHourOfDay(q)))
  expect(1).toBe(1)
})
