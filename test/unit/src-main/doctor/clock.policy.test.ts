import { day, hour, minute, second } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClockReading, durationText, judgeClock } from '#main/doctor/clock.policy.ts'

const theirs = Date.parse('2026-11-21T08:00:00Z')
const reading = (off: number, change: Partial<ClockReading> = {}): ClockReading => ({
  host: 'ca.test',
  theirs,
  ours: theirs + off,
  roundTripMs: 20,
  trusted: true,
  ...change,
})
const judge = (readings: ClockReading[], jumped = 0) => judgeClock({ readings, jumped })

describe('this machine’s clock', () => {
  test.each([
    [0, 'ok'],
    [59 * second, 'ok'],
    [-59 * second, 'ok'],
    [90 * second, 'warning'],
    [-4 * minute, 'warning'],
    [5 * minute, 'failed'],
    [-365 * day, 'failed'],
  ])('off by %i ms is %s', (off, status) => {
    expect(judge([reading(off)]).status).toBe(status)
  })

  test.each([
    [2 * hour, 'is 2 hours ahead.'],
    [-hour, 'is 1 hour behind.'],
    [-3 * day, 'is 3 days behind.'],
  ])('off by %i ms: it %s', (off, words) => {
    expect(judge([reading(off)]).sentence).toContain(words)
  })

  test('is judged by the host that proved itself, and of several by the nearest', () => {
    const liar = reading(3 * hour, { host: 'portal.test', trusted: false, roundTripMs: 1 })
    const far = reading(2 * hour, { host: 'far.test', roundTripMs: 900 })
    expect(judge([liar, far, reading(0)]).status).toBe('ok')
    expect(judge([liar]).code).toBe('CLOCK_WRONG')
  })

  test('is not judged where nobody told the time, and what it jumped is told all the same', () => {
    const verdict = judge([], -hour)
    expect(verdict.status).toBe('skipped')
    expect(verdict.evidence.at(-1)?.value).toContain('1 hour behind')
  })

  test('is wrong in the direction in which it is wrong, by however much', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20 * 365 * day, max: 20 * 365 * day }), (off) => {
        const { status, sentence } = judge([reading(off)])
        if (Math.abs(off) < minute) return status === 'ok'
        return sentence.includes(off > 0 ? 'ahead' : 'behind') && status === (Math.abs(off) < 5 * minute ? 'warning' : 'failed')
      }),
    )
  })
})

test('a duration is told by its largest unit', () => {
  expect([0, 59 * second, minute, 90 * minute, 25 * hour, 10 * day].map(durationText)).toEqual([
    '0 seconds',
    '59 seconds',
    '1 minute',
    '2 hours',
    '1 day',
    '10 days',
  ])
})
