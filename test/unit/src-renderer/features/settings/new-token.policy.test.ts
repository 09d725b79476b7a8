import { expect, test } from 'vitest'
import { firstDraft, problemOf, wantedOf } from '#renderer/features/settings/tokens/new-token.policy.ts'

const now = Date.parse('2026-11-27T20:00:00Z')

test('a new token looks for 90 days unless somebody chooses otherwise, and needs a label', () => {
  expect(problemOf(firstDraft, now)).toBe('label')
  const named = { ...firstDraft, label: ' Monitoring ' }
  expect(problemOf(named, now)).toBeUndefined()
  expect(wantedOf(named)).toEqual({ label: 'Monitoring', level: 'read', days: 90 })
})

test('a chosen day is good to its end, and must come within a year', () => {
  const until = (day: string) => ({ ...firstDraft, label: 'x', lasts: 'day' as const, until: day })
  expect(problemOf(until('2027-01-31'), now)).toBeUndefined()
  expect(wantedOf(until('2027-01-31'))).toMatchObject({ until: new Date(2027, 0, 31, 23, 59, 59).toISOString() })
  for (const wrong of ['', '2026-11-26', '2027-12-01', 'soon']) expect(problemOf(until(wrong), now)).toBe('day')
})
