import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { addressRefusal, profileFor } from '#main/acme/orders/profile-choice.policy.ts'

const offered = ['classic', 'tlsserver', 'shortlived']

describe('the profile of an order', () => {
  test.each([
    [['desk.test'], undefined, offered, undefined],
    [['desk.test'], 'classic', offered, 'classic'],
    [['desk.test', '192.0.2.7'], undefined, offered, 'shortlived'],
    [['2001:db8::1'], undefined, offered, 'shortlived'],
    [['192.0.2.7'], undefined, ['default'], undefined],
    [['192.0.2.7'], 'tlsserver', offered, 'tlsserver'],
  ])('for %j with %s, where %j are offered, is %s', (names, chosen, all, expected) => {
    expect(profileFor(names, chosen, all)).toBe(expected)
  })

  test('is said to be the wrong one when an address was refused for it', () => {
    const refused = new Refusal('ACME_NAME_REFUSED', { name: '192.0.2.7', detail: 'policy' })
    const expected = { code: 'ACME_ADDRESS_NEEDS_PROFILE', data: { name: '192.0.2.7', needed: 'shortlived', profile: 'classic' } }
    expect(addressRefusal(refused, ['desk.test', '192.0.2.7'], 'classic', offered)).toMatchObject(expected)
    expect(addressRefusal(refused, ['desk.test'], 'classic', offered)).toBeUndefined()
    expect(addressRefusal(refused, ['192.0.2.7'], 'shortlived', offered)).toBeUndefined()
    expect(addressRefusal(refused, ['192.0.2.7'], 'classic', ['classic'])).toBeUndefined()
    expect(addressRefusal(new Refusal('ACME_BUSY'), ['192.0.2.7'], 'classic', offered)).toBeUndefined()
  })
})
