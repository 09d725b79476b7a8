import { describe, expect, it } from 'vitest'
import { addressObjection, isSameOrigin } from '#main/acme/session/address.policy.ts'
import { Order } from '#main/acme/session/resources.ts'

const outside = 'https://ca.example/dir'

describe('an address that an authority names', () => {
  it.each(['http://ca.example/order', 'HTTP://ca.example/order', 'hTtP://ca.example/order', 'ftp://ca.example/order'])(
    'is not asked without encryption, however it is written: %s',
    (url) => {
      expect(addressObjection(url, outside)).toMatch(/without encryption/)
    },
  )

  it.each([
    'https://localhost/order',
    'HTTPS://LOCALHOST:8443/order',
    'https://localhost./order',
    'https://any.localhost/order',
    'http://127.0.0.1/order',
    'https://127.1:631/order',
    'https://2130706433/order',
    'https://[::1]/order',
    'https://[::ffff:127.0.0.1]/order',
    'https://0.0.0.0/order',
    'https://[::]/order',
  ])('is never a service of this machine, unless the directory is one: %s', (url) => {
    expect(addressObjection(url, outside)).toMatch(/this machine/)
    if (url.startsWith('https:')) expect(addressObjection(url, 'https://127.0.0.1:14000/dir')).toBeUndefined()
  })

  it('may be another host’s, and on loopback in the clear', () => {
    expect(addressObjection('https://certificates.ca.example/1', outside)).toBeUndefined()
    expect(addressObjection('https://10.0.0.7/1', outside)).toBeUndefined()
    expect(addressObjection('http://127.0.0.1:80/1', 'http://localhost:14000/dir')).toBeUndefined()
    expect(addressObjection(outside, 'https://127.0.0.1:14000/dir')).toBeUndefined()
  })

  it('has an origin, whatever the letters', () => {
    expect(isSameOrigin('HTTPS://CA.example:443/a', outside)).toBe(true)
    expect(isSameOrigin('https://ca.example:8443/a', outside)).toBe(false)
    expect(isSameOrigin('nonsense', outside)).toBe(false)
  })
})

describe('an order', () => {
  const order = (authorizations: number) => ({
    status: 'pending',
    identifiers: [{ type: 'dns', value: 'desk.test' }],
    authorizations: Array.from({ length: authorizations }, (_, n) => `https://ca.example/authz/${n}`),
    finalize: 'https://ca.example/finalize',
  })

  it('has no more authorizations than names', () => {
    expect(Order.safeParse(order(1)).success).toBe(true)
    expect(Order.safeParse(order(2)).success).toBe(false)
  })
})
