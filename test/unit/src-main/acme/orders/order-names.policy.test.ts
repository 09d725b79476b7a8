import { describe, expect, it } from 'vitest'
import { areSameNames, identifierOf } from '#main/acme/orders/order-names.policy.ts'
import type { Authorization } from '#main/acme/session/resources.ts'

const about = (value: string, more: Partial<Authorization> = {}, type = 'dns'): Authorization => ({
  status: 'pending',
  identifier: { type, value },
  challenges: [],
  ...more,
})
const order = {
  identifiers: [
    { type: 'dns', value: 'desk.test' },
    { type: 'dns', value: '*.wild.test' },
    { type: 'ip', value: '2001:db8::1' },
  ],
}

describe('names of an order', () => {
  it('are the same in any order, letters and way of writing an address', () => {
    expect(areSameNames(['a.test', '2001:DB8:0::0:1', '192.0.2.1'], ['192.0.2.1', 'A.test', '2001:db8::1', 'a.test'])).toBe(true)
    expect(areSameNames(['a.test'], ['a.test', 'b.test'])).toBe(false)
    expect(areSameNames(['a.test', 'c.test'], ['a.test', 'b.test'])).toBe(false)
    expect(areSameNames(['*.a.test'], ['a.test'])).toBe(false)
  })

  it('are what its authorizations may be about', () => {
    expect(identifierOf(about('Desk.test'), order)).toEqual({ type: 'dns', name: 'Desk.test', wildcard: false })
    expect(identifierOf(about('wild.test', { wildcard: true }), order)).toEqual({ type: 'dns', name: 'wild.test', wildcard: true })
    expect(identifierOf(about('wild.test'), order)).toMatchObject({ wildcard: false })
    expect(identifierOf(about('2001:DB8::0001', {}, 'ip'), order)).toMatchObject({ type: 'ip' })
  })

  it.each<[string, Authorization]>([
    ['another name', about('victim.example')],
    ['the name above', about('test')],
    ['a wildcard of a name that was ordered without', about('desk.test', { wildcard: true })],
    ['a name called an address', about('desk.test', {}, 'ip')],
    ['an address called a name', about('2001:db8::1')],
    ['something else', about('desk.test', {}, 'email')],
    ['nothing', about('')],
  ])('and nothing else: %s', (_, authorization) => {
    expect(() => identifierOf(authorization, order)).toThrow(expect.objectContaining({ code: 'ACME_PROTOCOL' }))
  })
})
