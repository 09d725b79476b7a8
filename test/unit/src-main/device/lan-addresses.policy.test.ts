import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishableAddresses, sameAddresses, whereItLeads } from '#main/device/lan-addresses.policy.ts'
import type { InterfaceAddress } from '#main/device/lan-addresses.port.ts'

function at(name: string, address: string, internal = false): InterfaceAddress {
  return { name, address, family: address.includes(':') ? 'IPv6' : 'IPv4', internal }
}

describe('what is published', () => {
  test.each(['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.7', 'fd12:3456::7', 'fc00::1'])(
    '%s is an address of a local network',
    (address) => {
      expect(publishableAddresses([at('Ethernet', address)])).toEqual([address])
    },
  )

  test.each([
    ...['127.0.0.1', '169.254.3.4', '100.64.0.1', '172.32.0.1', '172.15.255.255', '192.0.2.2', '8.8.8.8', '0.0.0.0', '224.0.0.1'],
    ...['::1', 'fe80::1', '2001:db8::1', 'ff02::1', '::ffff:10.0.0.1', 'not an address', ''],
  ])('%s is not', (address) => {
    expect(publishableAddresses([at('Ethernet', address)])).toEqual([])
  })

  test.each([
    'docker0',
    'br-1a2b3c4d5e6f',
    'veth12ab',
    'virbr0',
    'vmnet8',
    'vboxnet0',
    'vEthernet (WSL)',
    'vEthernet (Default Switch)',
    'VMware Network Adapter VMnet1',
    'tun0',
    'wg0',
    'Tailscale',
    'utun3',
  ])('the network of %s is not the office’s', (name) => {
    expect(publishableAddresses([at(name, '10.1.2.3')])).toEqual([])
  })

  test.each(['eth0', 'enp3s0', 'wlan0', 'en0', 'br0', 'Ethernet 2', 'Wi-Fi', 'vEthernet (External Switch)', 'bond0', 'WLAN'])(
    'that of %s is',
    (name) => {
      expect(publishableAddresses([at(name, '10.1.2.3')])).toEqual(['10.1.2.3'])
    },
  )

  test('what the system calls internal is not, whatever its address', () => {
    expect(publishableAddresses([at('lo', '10.1.2.3', true)])).toEqual([])
  })

  test('the order in which the system lists them changes nothing; none appears twice, and not more than the cloud takes', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.nat(255).map((n) => `10.0.0.${n}`),
      fc.nat(0xffff).map((n) => `fd00::${n.toString(16)}`),
    )
    fc.assert(
      fc.property(fc.array(address, { maxLength: 40 }), fc.integer(), (list, turn) => {
        const addresses = list.map((value) => at('eth0', value))
        const published = publishableAddresses(addresses)
        const turned = [...addresses].sort((a, b) => ((a.address + turn).length % 3) - ((b.address + turn).length % 3)).reverse()
        expect(publishableAddresses(turned)).toEqual(published)
        expect(new Set(published).size).toBe(published.length)
        expect(published.length).toBeLessThanOrEqual(16)
      }),
    )
  })

  test('a change is a change of the set', () => {
    expect(sameAddresses(['10.0.0.1', '10.0.0.2'], ['10.0.0.2', '10.0.0.1'])).toBe(true)
    expect(sameAddresses(['10.0.0.1'], ['10.0.0.2'])).toBe(false)
    expect(sameAddresses(['10.0.0.1'], [])).toBe(false)
  })
})

describe('where the name leads', () => {
  const own = [at('lo', '127.0.0.1', true), at('eth0', '192.168.1.7'), at('eth0', 'fd00::7')]
  test.each([
    [[], 'unknown-here'],
    [['192.168.1.7'], 'leads-here'],
    [['FD00::7', '192.168.1.7'], 'leads-here'],
    [['127.0.1.1'], 'leads-here'],
    [['192.168.1.8'], 'leads-elsewhere'],
    [['192.168.1.7', '192.168.1.8'], 'leads-elsewhere'],
  ])('%j %s', (answers, status) => {
    expect(whereItLeads(answers, own)).toBe(status)
  })
})
