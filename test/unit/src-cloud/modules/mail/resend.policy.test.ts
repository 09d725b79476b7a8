import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { expect, it } from 'vitest'
import { nextTry } from '#cloud/modules/mail/resend.policy.ts'

it('a mail is tried again after 1, 2, 4 … minutes, and at least every hour', () => {
  expect([1, 2, 3, 6, 7, 8, 500].map((tries) => nextTry(tries, 0, 0))).toEqual([1, 2, 4, 32, 60, 60, 60].map((minutes) => minutes * minute))
})

it('a mail is given up after three days', () => {
  expect(nextTry(80, 0, 3 * day - hour)).toBe(3 * day)
  expect(nextTry(80, 0, 3 * day - hour + 1)).toBeUndefined()
})
