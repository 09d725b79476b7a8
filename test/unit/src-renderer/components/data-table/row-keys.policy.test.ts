import { expect, test } from 'vitest'
import { between, rowAt } from '#renderer/components/data-table/row-keys.policy.ts'

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 3, 2],
  ['PageDown', 3, 8],
  ['PageUp', 3, 0],
  ['Home', 3, 0],
  ['End', 3, 9],
  ['ArrowUp', 0, 0],
  ['ArrowDown', 9, 9],
  ['PageDown', 7, 9],
  ['Tab', 3, undefined],
  ['toString', 3, undefined],
])('%s in row %d of ten leads to %s', (key, row, target) => {
  expect(rowAt(key, row, 10, 5)).toBe(target)
})

test('in a table without rows no key leads anywhere', () => {
  expect(rowAt('End', 0, 0, 5)).toBeUndefined()
})

test('from one row to another, upwards too; from one that is not shown any more, only the other', () => {
  expect(between(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c'])
  expect(between(['a', 'b'], 'gone', 'b')).toEqual(['b'])
})
