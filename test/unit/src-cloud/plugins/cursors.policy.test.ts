import { expect, it } from 'vitest'
import { momentCursor, momentIn, numberIn } from '#cloud/plugins/cursors.policy.ts'

const id = '0b6e4c1a-6a3f-4f0e-9d57-0a4d3f0c2b11'
const refused = expect.objectContaining({ code: 'INPUT_INVALID' })

it('a cursor leads to the place it was made of, and none leads to the beginning', () => {
  expect(momentIn(momentCursor(1_790_000_000_000, id))).toEqual({ at: 1_790_000_000_000, id })
  expect(numberIn('42')).toBe(42)
  expect([momentIn(undefined), numberIn(undefined)]).toEqual([undefined, undefined])
})

it.each(['', '-1', '1.5', '1e3', ' 1', '1\n', '9'.repeat(16)])('%j is no number that was given as a cursor', (text) => {
  expect(() => numberIn(text)).toThrow(refused)
})

it('a number may be held to fewer digits', () => {
  expect(numberIn('9'.repeat(9), 9)).toBe(999_999_999)
  expect(() => numberIn('9'.repeat(10), 9)).toThrow(refused)
})

it.each(['', '1', `.${id}`, `1.${id}x`, `${'1'.repeat(16)}.${id}`, `1.${'-'.repeat(36)}`])(
  '%j is no place that was given as a cursor',
  (text) => {
    expect(() => momentIn(text)).toThrow(refused)
  },
)
