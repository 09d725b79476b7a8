import { expect, test } from 'vitest'
import { createNoncePool } from '#main/acme/session/nonce-pool.ts'

test('a nonce is used once, the newest first, and the oldest are dropped', () => {
  const pool = createNoncePool()
  for (let number = 1; number <= 20; number += 1) pool.put(`n${number}`)
  const taken = Array.from({ length: 17 }, () => pool.take())
  expect(taken[0]).toBe('n20')
  expect(taken[15]).toBe('n5')
  expect(taken[16]).toBeUndefined()
})
