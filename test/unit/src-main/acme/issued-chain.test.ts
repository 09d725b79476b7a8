import { describe, expect, test } from 'vitest'
import { namesIn } from '#main/acme/issued-chain.ts'
import { areSameNames } from '#main/acme/orders/order-names.policy.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

describe('the names that a chain’s first certificate is for', () => {
  test.each([[['a.myl.test']], [['*.a.myl.test', 'a.myl.test', 'xn--bcher-kva.test']], [['192.0.2.1', '2001:db8::1', 'a.myl.test']]])(
    'are all of %j, and no other',
    async (names) => {
      const authority = await createTestAuthority('Names')
      expect(areSameNames(namesIn((await authority.issue({ names })).certificatePem), names)).toBe(true)
    },
  )

  test.each(['a.test, DNS:b.test', 'a.test, DNS:b.test, c', '", DNS:b.test, "', 'a.test\0b.test', 'ä.test'])(
    'are never two because one value reads like two: %j',
    async (value) => {
      const authority = await createTestAuthority('Names')
      const { certificatePem } = await authority.issue({ names: ['c.test', value, 'd.test'] })
      expect(namesIn(certificatePem)).toEqual(['c.test', 'd.test'])
    },
  )

  test('are none where it names none', async () => {
    expect(namesIn((await createTestAuthority('Names')).rootPem)).toEqual([])
  })
})
