import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addressBytes, reverseName } from '#main/challenges/tls-alpn/reverse-name.policy.ts'

it('an address is asked for by its name in the reverse zones, as RFC 8738 and RFC 3596 write it', () => {
  expect(reverseName('192.0.2.1')).toBe('1.2.0.192.in-addr.arpa')
  expect(reverseName('2001:db8::1')).toBe('1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa')
  expect(reverseName('4321:0:1:2:3:4:567:89ab')).toBe('b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa')
})

it('every spelling of an address is the same address', () => {
  const expected = Buffer.from('00000000000000000000ffffc0000201', 'hex')
  for (const spelling of ['::ffff:192.0.2.1', '::FFFF:C000:0201', '0:0:0:0:0:ffff:c000:201'])
    expect(addressBytes(spelling)).toEqual(expected)
  expect(addressBytes('::')).toEqual(Buffer.alloc(16))
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const groups = Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []
      expect(addressBytes(groups.join(':'))).toEqual(Buffer.from(bytes))
    }),
  )
})
