import { isSameUpdateServer, readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { describe, expect, it } from 'vitest'

const none = { zone: undefined, keyName: undefined, algorithm: undefined }

describe('the address of a customer’s DNS server', () => {
  it.each([
    [
      'rfc2136://ns1.customer.test:5353/customer.test?key=device-key&algorithm=hmac-sha512',
      { host: 'ns1.customer.test', port: 5353, zone: 'customer.test', keyName: 'device-key', algorithm: 'hmac-sha512' },
    ],
    ['rfc2136://192.0.2.1', { host: '192.0.2.1', port: 53, ...none }],
    ['rfc2136://[2001:db8::1]:5353/', { host: '2001:db8::1', port: 5353, ...none }],
    [
      'RFC2136://NS1.Customer.test./Customer.Test.?key=Device-Key.',
      { host: 'ns1.customer.test', port: 53, zone: 'customer.test', keyName: 'device-key', algorithm: undefined },
    ],
    ['rfc2136://ns1.customer.test?algorithm=HMAC-SHA256', { host: 'ns1.customer.test', port: 53, ...none, algorithm: 'hmac-sha256' }],
  ])('%s is read', (text, expected) => {
    expect(readDnsUpdateServer(text)).toEqual(expected)
  })

  it.each([
    'ns1.customer.test',
    'https://ns1.customer.test',
    'rfc2136:ns1.customer.test',
    'rfc2136://',
    'rfc2136://ns1.customer.test:0',
    'rfc2136://ns1.customer.test:65536',
    'rfc2136://ns1.customer.test:domain',
    'rfc2136://ns1.customer.test/two/parts',
    'rfc2136://ns1.customer.test/a..b',
    'rfc2136://ns1.customer.test?key=',
    'rfc2136://ns1.customer.test?key=a&key=b',
    'rfc2136://ns1.customer.test?algorithm=hmac-md5',
    'rfc2136://ns1.customer.test?ttl=60',
    `rfc2136://ns1.customer.test/${'a'.repeat(64)}`,
    `rfc2136://ns1.customer.test/${'a.'.repeat(130)}test`,
  ])('%s is refused, naming the option', (text) => {
    expect(() => readDnsUpdateServer(text)).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('--dns') }),
    )
  })

  it.each(['rfc2136://ns1.customer.test?secret=c2VjcmV0', 'rfc2136://key:c2VjcmV0@ns1.customer.test'])(
    'a secret in it (%s) is refused, and not repeated',
    (text) => {
      expect(() => readDnsUpdateServer(text)).toThrow(
        expect.objectContaining({ code: 'OPTION_INVALID', message: expect.not.stringContaining('c2VjcmV0') }),
      )
    },
  )
})

describe('the same server', () => {
  const server = 'rfc2136://ns1.customer.test/customer.test?key=device-key'

  it.each([' RFC2136://NS1.Customer.test.:53/Customer.Test.?key=Device-Key. ', server])('is %s', (other) => {
    expect(isSameUpdateServer(server, other)).toBe(true)
  })

  it.each([
    'rfc2136://ns1.customer.test/customer.test?key=other-key',
    'rfc2136://ns1.customer.test:5353/customer.test?key=device-key',
    'rfc2136://ns1.customer.test?key=device-key',
    'ns1.customer.test',
  ])('is not %s', (other) => {
    expect(isSameUpdateServer(server, other)).toBe(false)
  })
})
