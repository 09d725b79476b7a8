import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOf, isToBeKnown, stateOf, whyEnded } from '#main/tokens/token-standing.policy.ts'

const now = Date.parse('2026-11-27T20:00:00Z')

test('a token ends after 90 days where nothing is said, and never later than in a year', () => {
  expect(endOf({}, now)).toBe(now + 90 * day)
  expect(endOf({ days: 365 }, now)).toBe(now + 365 * day)
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (date) => {
      const until = toTimestamp(date.getTime())
      const isNear = date.getTime() > now && date.getTime() <= now + 365 * day
      if (isNear) expect(endOf({ until }, now)).toBe(date.getTime())
      else expect(() => endOf({ until }, now)).toThrow('within the next 365 days')
    }),
  )
})

test('two ends are none, and neither is a day that does not exist', () => {
  expect(() => endOf({ days: 30, until: toTimestamp(now + day) }, now)).toThrow('said once')
  expect(() => endOf({ until: 'tomorrow' }, now)).toThrow('365 days')
})

test('a revoked token stays revoked when its time is over, and each end is said with its moment', () => {
  const token = { label: 'Wall', expires_at: now + day, revoked_at: null }
  expect(stateOf(token, now)).toBe('good')
  expect(whyEnded(token, now)).toBeUndefined()
  expect(whyEnded(token, now + day)).toMatchObject({
    code: 'LOCAL_TOKEN_EXPIRED',
    data: { label: 'Wall', endedAt: toTimestamp(now + day) },
  })
  const revoked = { ...token, revoked_at: now }
  expect(whyEnded(revoked, now + 2 * day)).toMatchObject({ code: 'LOCAL_TOKEN_REVOKED', data: { endedAt: toTimestamp(now) } })
})

test('one that was revoked is known for a month; one that only ended, for good: a clock that ran ahead may be put right', () => {
  expect(isToBeKnown({ revoked_at: now - 29 * day }, now)).toBe(true)
  expect(isToBeKnown({ revoked_at: now - 31 * day }, now)).toBe(false)
  expect(isToBeKnown({ revoked_at: null }, now + 400 * day)).toBe(true)
})
