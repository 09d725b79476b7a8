import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelRefusal } from '#cloud/modules/labels/labels.policy.ts'
import { labelOf, labelProblem } from '#renderer/features/first-run/label-problem.policy.ts'

test.each([
  ['', undefined],
  ['frontdesk-07', undefined],
  ['front desk', 'Only letters from a to z, digits and hyphens are possible.'],
  ['x'.repeat(64), 'At most 63 characters are possible.'],
  ['xn--a', 'A hyphen cannot stand first, last, or third and fourth.'],
  ['www', 'This name is kept for the service itself.'],
  ['adrnin', 'This is easily taken for “admin”, which is kept for the service itself.'],
])('what speaks against “%s” is said while it is typed', (label, words) => {
  expect(labelProblem(label)).toBe(words)
})

test('what a hand leaves at the ends, and capitals, are no fault', () => {
  expect(labelOf('  FrontDesk-07 ')).toBe('frontdesk-07')
})

test('the page refuses what the cloud refuses whoever asks, and nothing else', () => {
  const likely = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
  fc.assert(
    fc.property(fc.oneof(likely, fc.string({ minLength: 1 })), (label) => {
      expect(labelProblem(label) === undefined).toBe(labelRefusal(label) === undefined)
    }),
  )
})
