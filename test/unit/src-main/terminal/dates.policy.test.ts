import { expect, test } from 'vitest'
import { dayText, momentText } from '#main/terminal/dates.policy.ts'

test('dates in the terminal read as the dashboard writes them, in the machine’s own time zone', () => {
  const at = new Date(2027, 1, 3, 9, 5).getTime()
  expect(dayText(at)).toBe('3 February 2027')
  expect(dayText(at)).toBe(new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(at))
  expect(momentText(at)).toBe('3 February 2027, 09:05')
})
