import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lanAddress } from '#cloud/modules/dns/addresses.policy.ts'

it.each([
  ['10.0.0.0', 'A', '10.0.0.0'],
  ['10.255.255.255', 'A', '10.255.255.255'],
  ['172.16.0.1', 'A', '172.16.0.1'],
  ['172.31.255.254', 'A', '172.31.255.254'],
  ['192.168.178.20', 'A', '192.168.178.20'],
  ['FC00::1', 'AAAA', 'fc00::1'],
  ['fd12:3456:789a:0:0:0:0:1', 'AAAA', 'fd12:3456:789a::1'],
])('%s is an address of a local network', (text, type, value) => {
  expect(lanAddress(text)).toEqual({ type, value })
})

it.each([
  ['9.255.255.255'],
  ['11.0.0.0'],
  ['172.15.255.255'],
  ['172.32.0.0'],
  ['192.167.255.255'],
  ['192.169.0.0'],
  ['127.0.0.1'],
  ['169.254.0.1'],
  ['100.64.0.1'],
  ['224.0.0.251'],
  ['255.255.255.255'],
  ['0.0.0.0'],
  ['203.0.113.9'],
  ['010.0.0.1'],
  ['0x0a.0.0.1'],
  ['10.1'],
  ['167772161'],
  ['::'],
  ['::1'],
  ['fe80::1'],
  ['fec0::1'],
  ['ff05::1'],
  ['fb00::1'],
  ['2001:db8::1'],
  ['::ffff:192.168.1.1'],
  ['64:ff9b::10.0.0.1'],
  ['2002:0a00:0001::1'],
  ['fd00::1%eth0'],
  ['router.local'],
  [''],
])('%j is not', (text) => {
  expect(lanAddress(text)).toBeUndefined()
})

it('of all IPv4 addresses exactly those of RFC 1918 are local', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0] = address.split('.').map(Number)
      const local = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)
      expect(lanAddress(address) !== undefined).toBe(local)
    }),
  )
})
