import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { expect, test } from 'vitest'

test('one finding, and any other number of findings', () => {
  expect([0, 1, 2, 21].map((count) => counted(count, 'finding', 'findings'))).toEqual([
    '0 findings',
    '1 finding',
    '2 findings',
    '21 findings',
  ])
})
