import { expect, test } from 'vitest'
import { isChosenAnew } from '#main/certificates/chosen-anew.policy.ts'

const [first, second, third] = ['https://one.example/dir', 'https://two.example/dir', 'https://three.example/dir'] as const
const wanted = { directory_url: first, key_type: 'p-256' } as const

test.each([
  ['at the first authority', first, 'p-256', false],
  ['at the second one, which was asked because the first could not issue', second, 'p-256', false],
  ['at one that is not wanted any more', third, 'p-256', true],
  ['with another kind of key', first, 'rsa-2048', true],
] as const)('what was made %s is wanted otherwise or not', (_, directory_url, key_type, anew) => {
  expect(isChosenAnew({ directory_url, key_type }, wanted, [first, second])).toBe(anew)
})

test('a practice authority that had to take another port is the same one', () => {
  const moved = { directory_url: 'https://127.0.0.1:4002/directory', key_type: 'p-256' } as const
  expect(isChosenAnew({ ...moved, directory_url: 'https://127.0.0.1:4001/directory' }, moved)).toBe(false)
})
