import { day, hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { createDates } from '#renderer/texts/dates.ts'
import { sampleNow as now } from '../../../support/samples.ts'

const dates = createDates('en-GB', 'Europe/Berlin')

describe('a day in a sentence', () => {
  test.each([
    ['a date of this year needs no year', 22 * day, '13 December'],
    ['a date of the next year does, however near', 83 * day, '12 February 2027'],
    ['a date of last year does', -330 * day, '26 December 2025'],
    ['what is tomorrow has a time, because the day alone says too little', 26 * hour, '22 November at 16:00'],
    ['what is today has a time alone', 2 * hour, '16:00'],
    ['the same looking back', -93 * day, '20 August'],
  ])('%s', (_, distance, written) => {
    expect(dates.day(now + distance, now)).toBe(written)
  })
})

test('a day after “on” is a day, however near', () => {
  expect(dates.dayOnly(now - hour, now)).toBe('21 November')
  expect(dates.dayOnly(now - 330 * day, now)).toBe('26 December 2025')
})

test('the year is that of the person’s own clock', () => {
  const newYear = Date.parse('2026-12-31T23:30:00Z')
  expect(dates.day(newYear, now)).toBe('1 January 2027')
  expect(createDates('en-GB', 'UTC').day(newYear, now)).toBe('31 December')
})

test('an entry of another year says which', () => {
  expect(dates.time(now - 400 * day, now)).toBe('17 October 2025 at 15:00')
  expect(dates.time(now - 26 * hour, now)).toBe('20 November at 12:00')
})

describe('how long ago', () => {
  test.each([
    [-3 * second, 'just now'],
    [3 * second, 'in a moment'],
    [-40 * second, '40 seconds ago'],
    [-3 * minute, '3 minutes ago'],
    [-26 * hour, '1 day ago'],
    [22 * day, 'in 22 days'],
    [-800 * day, '2 years ago'],
  ])('%d ms are written as "%s"', (distance, written) => {
    expect(dates.relative(now + distance, now)).toBe(written)
  })
})

test('seconds are written with one digit behind the point', () => {
  expect(dates.seconds(1_234)).toBe('1.2 seconds')
  expect(dates.shortSeconds(400)).toBe('0.4s')
})

test('the same in German', () => {
  const german = createDates('de-DE', 'Europe/Berlin')
  expect(german.day(now + 83 * day, now)).toBe('12. Februar 2027')
  expect(german.time(now - 26 * hour, now)).toBe('20. November um 12:00')
  expect(german.relative(now - 3 * minute, now)).toBe('vor 3 Minuten')
  expect(german.seconds(1_234)).toBe('1,2 Sekunden')
})
