import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageWindow,
  askAgainAt,
  backstopAt,
  drawnAgain,
  emergencyAt,
  isTimeToAsk,
  planRenewal,
  type Window,
} from '#main/renewals/renewal.policy.ts'

const start = Date.parse('2026-11-21T08:00:00Z')
const lasting = (lifetime: number) => ({ notBefore: start, notAfter: start + lifetime })
const ninety = lasting(90 * day)
const window: Window = { start: start + 59 * day, end: start + 61 * day }
const middle = () => 0.5

describe('without a word from the CA', () => {
  test.each([
    ['90 days', 90 * day, 60 * day],
    ['64 days', 64 * day, (64 * day * 2) / 3],
    ['45 days', 45 * day, 30 * day],
    ['10 days', 10 * day, (10 * day * 2) / 3],
    ['6 days and 16 hours', 160 * hour, 80 * hour],
    ['3 hours', 3 * hour, 1.5 * hour],
  ])('a certificate of %s is renewed when a third is left, or half of a short one', (_, lifetime, age) => {
    const plan = planRenewal(lasting(lifetime), undefined, undefined, start, middle)
    expect(plan.reason).toBe('age')
    expect(plan.at - (start + age)).toBeGreaterThanOrEqual(-1)
    expect(plan.at - (start + age)).toBeLessThanOrEqual(lifetime / 50)
  })

  test('the moment stays where it is as time goes by, so that what passed during sleep is due', () => {
    const first = planRenewal(ninety, undefined, undefined, start, middle)
    expect(planRenewal(ninety, undefined, first.drawn, start + 61 * day, () => 0.1)).toEqual(first)
  })

  test('what was never planned before its time had passed is due now', () => {
    const now = start + 70 * day
    expect(planRenewal(ninety, undefined, undefined, now, middle)).toMatchObject({ at: now, reason: 'age' })
  })
})

describe('with the CA’s window', () => {
  test('a moment in it is drawn once and kept while the window stays', () => {
    const first = planRenewal(ninety, window, undefined, start, () => 0.25)
    expect(first).toMatchObject({ at: window.start + 12 * hour, reason: 'ari-window' })
    expect(planRenewal(ninety, { ...window }, first.drawn, start + day, () => 0.9)).toEqual(first)
  })

  test('another window draws another moment', () => {
    const first = planRenewal(ninety, window, undefined, start, middle)
    const moved = { start: start + 20 * day, end: start + 22 * day }
    expect(planRenewal(ninety, moved, first.drawn, start + day, middle)).toMatchObject({ at: start + 21 * day, reason: 'ari-window' })
  })

  test('a window that has passed means now: the CA is about to revoke', () => {
    const now = start + 5 * day
    const passed = { start: start + day, end: start + 2 * day }
    expect(planRenewal(ninety, passed, undefined, now, middle)).toMatchObject({ at: now, reason: 'ari-window' })
  })

  test('it may be later than the age that would decide otherwise, but not later than the emergency', () => {
    const late = { start: start + 70 * day, end: start + 72 * day }
    expect(planRenewal(ninety, late, undefined, start, middle)).toMatchObject({ at: start + 71 * day, reason: 'ari-window' })
    const tooLate = { start: start + 89 * day, end: start + 100 * day }
    expect(planRenewal(ninety, tooLate, undefined, start, middle)).toMatchObject({ at: emergencyAt(ninety), reason: 'emergency' })
  })

  test.each([
    ['ends before it starts', { start: window.end, end: window.start }],
    ['has no length', { start: window.start, end: window.start }],
    ['is no time at all', { start: Number.NaN, end: Number.NaN }],
  ])('a window that %s counts as none', (_, broken) => {
    expect(planRenewal(ninety, broken, undefined, start, middle)).toMatchObject({ reason: 'age', drawn: { window: ageWindow(ninety) } })
  })

  test('a moment that was drawn under a clock too far ahead, when the window seemed over, is drawn again once it is right', () => {
    const ahead = planRenewal(ninety, window, undefined, start + 80 * day, middle)
    expect(ahead.drawn.at).toBe(start + 80 * day)
    expect(planRenewal(ninety, window, ahead.drawn, start + day, middle)).toMatchObject({ at: start + 60 * day, reason: 'ari-window' })
    const over = planRenewal(ninety, window, undefined, start + 62 * day, middle)
    expect(planRenewal(ninety, window, over.drawn, start + 63 * day, middle)).toEqual(over)
  })

  test('what was drawn survives a CA that does not answer for a while, when the caller keeps the window', () => {
    const first = planRenewal(ninety, window, undefined, start, middle)
    expect(planRenewal(ninety, first.drawn.window, first.drawn, start + 40 * day, () => 0)).toEqual(first)
  })
})

describe('a moment that was slept through', () => {
  const drawn = { window, at: window.start + hour }

  test('is drawn again in what is left of the working day, while its window is open', () => {
    const waking = window.start + 10 * hour
    expect(drawnAgain(drawn, waking, middle)).toEqual({ window, at: waking + 4 * hour })
    const late = window.end - hour
    expect(drawnAgain(drawn, late, middle)).toEqual({ window, at: late + hour / 2 })
  })

  test('is due at once when the window has passed, and stays where it is when the machine was awake', () => {
    expect(drawnAgain(drawn, window.end + hour, middle)).toEqual(drawn)
    expect(drawnAgain(drawn, drawn.at + minute, middle)).toEqual(drawn)
    expect(drawnAgain(drawn, drawn.at - minute, middle)).toEqual(drawn)
  })
})

describe('near the end', () => {
  test('when a twentieth is left it is renewed at once, whatever the CA says', () => {
    const now = emergencyAt(ninety)
    expect(planRenewal(ninety, { start: now + day, end: now + 2 * day }, undefined, now, middle)).toMatchObject({
      at: now,
      reason: 'emergency',
    })
    expect(planRenewal(ninety, undefined, undefined, ninety.notAfter + 30 * day, middle)).toMatchObject({ reason: 'emergency' })
  })
})

describe('for every certificate', () => {
  const lifetime = fc.integer({ min: hour, max: 400 * day })
  const anyWindow = fc.option(
    fc
      .record({ start: fc.integer({ min: start - 400 * day, max: start + 800 * day }), length: fc.integer({ min: -day, max: 30 * day }) })
      .map((w) => ({ start: w.start, end: w.start + w.length })),
    { nil: undefined },
  )
  const share = fc.double({ min: 0, max: 0.999_999, noNaN: true })

  test('the plan leaves at least a twentieth of the life, or is due now', () => {
    fc.assert(
      fc.property(lifetime, anyWindow, share, share, (length, ari, age, random) => {
        const certificate = lasting(length)
        const now = Math.floor(start + age * 1.5 * length)
        const plan = planRenewal(certificate, ari, undefined, now, () => random)
        return plan.at <= Math.max(now, emergencyAt(certificate))
      }),
    )
  })

  test('asking again with what was stored changes nothing but what time has done', () => {
    fc.assert(
      fc.property(lifetime, anyWindow, share, share, (length, ari, random, other) => {
        const first = planRenewal(lasting(length), ari, undefined, start, () => random)
        const second = planRenewal(lasting(length), ari, first.drawn, start + 1, () => other)
        expect(second.drawn).toEqual(first.drawn)
        if (second.reason !== 'emergency') expect(second).toEqual(first)
      }),
    )
  })

  test('a drawn moment lies inside its window unless that has passed', () => {
    fc.assert(
      fc.property(lifetime, anyWindow, share, (length, ari, random) => {
        const { drawn } = planRenewal(lasting(length), ari, undefined, start, () => random)
        if (drawn)
          expect(drawn.at).toSatisfy(
            (at: number) => (at >= drawn.window.start && at < drawn.window.end) || (drawn.window.end <= start && at === start),
          )
      }),
    )
  })

  const rules = fc.oneof(
    fc.record({ daysLeft: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ shareLeft: fc.double({ min: 0.051, max: 0.5, noNaN: true }) }),
  )

  test('whatever an organisation wants, it is renewed in the second half of its life and before the last twentieth', () => {
    fc.assert(
      fc.property(lifetime, rules, share, (length, wanted, random) => {
        const certificate = lasting(length)
        const plan = planRenewal(certificate, undefined, undefined, start, () => random, wanted)
        expect(plan.at).toBeGreaterThanOrEqual(start + Math.floor(length / 2))
        expect(plan.at).toBeLessThanOrEqual(emergencyAt(certificate))
      }),
    )
  })

  test('of the organisation’s moment and the CA’s the earlier counts', () => {
    const at = (daysLeft: number) => planRenewal(ninety, window, undefined, start, middle, { daysLeft })
    expect(at(40)).toMatchObject({ reason: 'age' })
    expect(at(40).at).toBeLessThan(window.start)
    expect(at(10)).toMatchObject({ at: start + 60 * day, reason: 'ari-window' })
  })

  test('the backstop comes before the emergency, and both inside the lifetime', () => {
    fc.assert(
      fc.property(lifetime, (length) => {
        const certificate = lasting(length)
        return (
          backstopAt(certificate) > start &&
          backstopAt(certificate) < emergencyAt(certificate) &&
          emergencyAt(certificate) < certificate.notAfter
        )
      }),
    )
  })
})

describe('asking the CA for its window', () => {
  test.each([
    ['after what it said', 6 * hour, 6 * hour],
    ['not within a minute', 1, minute],
    ['at least twice a day', 40 * day, 12 * hour],
    ['a clock behind does not make it ask at once', -5 * day, minute],
  ])('%s', (_, suggested, expected) => {
    expect(askAgainAt(start + suggested, start)).toBe(start + expected)
  })

  test('in six hours when it did not answer', () => {
    expect(askAgainAt(undefined, start)).toBe(start + 6 * hour)
    expect(askAgainAt(Number.NaN, start)).toBe(start + 6 * hour)
  })

  test('is due when never asked, when the time has come, and when a wrong clock stored nonsense', () => {
    expect([undefined, start, start - 1, start + 30 * day].map((at) => isTimeToAsk(at, start))).toEqual([true, true, true, true])
    expect(isTimeToAsk(start + hour, start)).toBe(false)
  })
})
