import { expect, it } from 'vitest'
import { isSpecialUse, readPlace, shownPlace } from '#main/challenges/dns/resolver-places.policy.ts'

it.each([
  ['192.0.2.1', '192.0.2.1', 53],
  ['192.0.2.1:5353', '192.0.2.1', 5353],
  ['2001:db8::1', '2001:db8::1', 53],
  ['[2001:db8::1]', '2001:db8::1', 53],
  ['[2001:db8::1]:5353', '2001:db8::1', 5353],
  ['fe80::1%eth0', 'fe80::1%eth0', 53],
])('%s is the server at %s, port %i', (text, address, port) => {
  expect(readPlace(text)).toEqual({ address, port })
})

it.each(['', 'dns.example', '192.0.2.1:0', '192.0.2.1:65536', '192.0.2.1:', ':53', '[192.0.2]:53', '192.0.2.1.5'])('%j is none', (text) => {
  expect(readPlace(text)).toBeUndefined()
})

it('a server is shown with its port', () => {
  expect(shownPlace({ address: '192.0.2.1', port: 53 })).toBe('192.0.2.1:53')
  expect(shownPlace({ address: '2001:db8::1', port: 53 })).toBe('[2001:db8::1]:53')
})

it('no public resolver is asked about names of this machine', () => {
  for (const name of ['test', 'k7.acme.myl.test', 'x.localhost', 'a.example', 'b.invalid']) expect(isSpecialUse(name), name).toBe(true)
  for (const name of ['myl.zip', 'example.com', 'contest', 'test.com']) expect(isSpecialUse(name), name).toBe(false)
})
