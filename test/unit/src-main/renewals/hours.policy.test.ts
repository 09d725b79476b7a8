import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepHours, withinHours } from '#main/renewals/hours.policy.ts'

const midnight = Date.UTC(2026, 10, 21)
const minuteOfDay = (at: number) => Math.floor((at % day) / minute)
const hours = fc.record({ from: fc.nat(23), to: fc.nat(24) }).filter(({ from, to }) => from !== to)
const moment = fc.integer({ min: midnight, max: midnight + 3 * day })
const isOpen = (at: number, { from, to }: { from: number; to: number }) => {
  const now = (at % day) / hour
  return from < to ? from <= now && now < to : now >= from || now < to
}

describe('a renewal that an organisation leaves some hours of the day', () => {
  it('is begun in them, not before it is due, within a day, and when they are open at its moment then', () => {
    fc.assert(
      fc.property(moment, hours, (at, open) => {
        const begins = withinHours(at, at, open, minuteOfDay)
        expect(begins).toBeGreaterThanOrEqual(at)
        expect(begins - at).toBeLessThanOrEqual(day)
        expect(isOpen(begins, open)).toBe(true)
        if (isOpen(at, open)) expect(begins).toBe(at)
      }),
    )
  })

  it('keeps its moment however often it is looked at before, and comes when the machine was off then', () => {
    fc.assert(
      fc.property(moment, hours, fc.double({ min: 0, max: 1, noNaN: true }), (at, open, part) => {
        const begins = withinHours(at, at, open, minuteOfDay)
        const meanwhile = at + Math.floor((begins - at) * part)
        expect(withinHours(at, meanwhile, open, minuteOfDay)).toBe(begins)
        const slept = begins + 5 * day
        const later = withinHours(at, slept, open, minuteOfDay)
        expect(later - slept).toBeLessThanOrEqual(2 * day)
        expect(isOpen(later, open)).toBe(true)
      }),
    )
  })

  it('does not come with the whole fleet when they open', () => {
    const drawn = Array.from({ length: 60 }, (_, n) => midnight + 9 * hour + n * minute + 7)
    const begun = new Set(drawn.map((at) => withinHours(at, at, { from: 20, to: 6 }, minuteOfDay)))
    expect(begun.size).toBe(60)
    expect(Math.max(...begun) - Math.min(...begun)).toBeGreaterThan(8 * hour)
  })

  const state = {
    lastRun: { id: 'r', status: 'succeeded' as const, endedAt: midnight },
    ...{ inUse: true, autoRenewal: true, windowEnd: null, askAgainAt: null, nextAttemptAt: null, unusable: false },
    ...{ lifetime: 90 * day, notAfter: midnight + 20 * day, renewalAt: midnight, renewalReason: 'age' as const },
  }
  const due = { kind: 'run' as const, at: midnight + 9 * hour, reason: 'age' as const }
  const night = { from: 20, to: 6 }
  const kept = (change: object, reason: typeof due.reason | 'first' | 'retry' = 'age') =>
    keepHours({ ...due, reason }, { ...state, ...change }, due.at, night, minuteOfDay).at

  it('waits for the night, and so does another try', () => {
    expect(kept({})).toBeGreaterThanOrEqual(midnight + 20 * hour)
    expect(kept({}, 'retry')).toBeGreaterThanOrEqual(midnight + 20 * hour)
  })

  it('does not wait where its end is near, where nothing can be served, or for a first certificate', () => {
    expect(kept({ notAfter: midnight + 4 * day })).toBe(due.at)
    expect(kept({ renewalReason: 'emergency' })).toBe(due.at)
    expect(kept({ unusable: true })).toBe(due.at)
    expect(kept({}, 'first')).toBe(due.at)
    // A twentieth of 90 days is left from noon on.
    expect(kept({ notAfter: midnight + 12 * hour + 4.5 * day })).toBe(midnight + 12 * hour)
  })

  it('is never later than its emergency, whatever the hours', () => {
    fc.assert(
      fc.property(
        moment,
        hours,
        fc.integer({ min: hour, max: 200 * day }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (now, open, lifetime, left) => {
          const notAfter = now + Math.floor(lifetime * left)
          const at = now - hour
          const last = notAfter - Math.floor(lifetime / 20)
          const { at: begins } = keepHours({ ...due, at }, { ...state, lifetime, notAfter }, now, open, minuteOfDay)
          expect(begins).toBeLessThanOrEqual(Math.max(at, last))
        },
      ),
    )
  })
})
