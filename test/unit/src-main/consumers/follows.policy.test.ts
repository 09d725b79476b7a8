import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { expect, test } from 'vitest'
import { follows } from '#main/consumers/follows.policy.ts'
import type { NamedUse } from '#main/consumers/named-use.port.ts'
import { withoutSaidTwice } from '#main/consumers/said-twice.policy.ts'
import { iisPlace } from '#main/deploy-targets/iis/iis-sites.policy.ts'

const at = (port: number) => ({ host: '127.0.0.1', port })
const site = (name: string, port: number, hostName = '', address = '*') =>
  ({ kind: 'iis', place: iisPlace(name, { address, port, hostName }), address: at(port) }) as const

test.each([
  ['Remote Desktop', { kind: 'rdp' }, { kind: 'rdp', place: 'RDP-Tcp', address: at(3389) }, true],
  ['Remote Desktop is not SQL Server', { kind: 'rdp' }, { kind: 'sql-server', place: 'MSSQLSERVER', address: at(1433) }, false],
  ['WinRM', { kind: 'winrm' }, { kind: 'winrm', place: '*+HTTPS', address: at(5986) }, true],
  ['WinRM, which has one listener whatever its port', { kind: 'winrm' }, { kind: 'winrm', place: '*+HTTPS', address: at(5987) }, true],
  ['WinRM at one address', { kind: 'winrm' }, { kind: 'winrm', place: 'IP:192.0.2.7+HTTPS', address: at(5986) }, false],
  ['a site, in whatever case', { kind: 'iis', site: 'default web site' }, site('Default Web Site', 443), true],
  ['a binding of its own name', { kind: 'iis', site: 'Shop' }, site('Shop', 443, 'www.shop.test'), false],
  ['every name of a site', { kind: 'iis', site: 'Shop', hostName: 'www.shop.test' }, site('Shop', 443), false],
  ['one name of a site', { kind: 'iis', site: 'Shop', hostName: 'WWW.shop.test' }, site('Shop', 443, 'www.shop.test'), true],
  ['another name of it', { kind: 'iis', site: 'Shop', hostName: 'shop.test' }, site('Shop', 443, 'www.shop.test'), false],
  ['a site at an IPv6 address', { kind: 'iis', site: 'A https/b' }, site('A https/b', 443, '', '2001:db8::1'), true],
  ['another site', { kind: 'iis', site: 'Shop' }, site('Default Web Site', 443), false],
  ['a site at another port', { kind: 'iis', site: 'Shop' }, site('Shop', 8443), false],
  ['an address', { kind: 'http-sys', address: '::1', port: 8443 }, { kind: 'http-sys', place: '[::1]:8443', address: at(8443) }, true],
  [
    'an IPv6 address, however it is written',
    { kind: 'http-sys', address: '2001:DB8:0::1', port: 443 },
    { kind: 'http-sys', place: '[2001:db8::1]:443', address: at(443) },
    true,
  ],
  ['any address', { kind: 'http-sys', port: 8443 }, { kind: 'http-sys', place: '0.0.0.0:8443', address: at(8443) }, true],
  ['a name', { kind: 'http-sys', hostName: 'Shop.test' }, { kind: 'http-sys', place: 'shop.test:443', address: at(443) }, true],
  ['another name', { kind: 'http-sys', hostName: 'shop.test' }, { kind: 'http-sys', place: '0.0.0.0:443', address: at(443) }, false],
  ['an instance', { kind: 'sql-server', restart: true }, { kind: 'sql-server', place: 'MSSQLSERVER', address: undefined }, true],
  [
    'another instance',
    { kind: 'sql-server', instance: 'SHOP', restart: true },
    { kind: 'sql-server', place: 'MSSQLSERVER', address: undefined },
    false,
  ],
] as const)('a target tells the program that is set up in the same place: %s', (_, settings, use, is) => {
  expect(follows(TargetSettings.parse(settings), use)).toBe(is)
})

test('what Windows’ HTTP server serves for IIS and WinRM is told once; another certificate at the same port is told too', () => {
  const named = (kind: NamedUse['kind'], place: string, thumbprint: string, port: number): NamedUse => ({
    kind,
    place,
    thumbprint,
    address: at(port),
  })
  const uses = [
    named('iis', 'Shop https/*:443:', 'AA', 443),
    named('http-sys', '0.0.0.0:443', 'AA', 443),
    named('http-sys', 'old.shop.test:443', 'BB', 443),
    named('http-sys', '0.0.0.0:8443', 'AA', 8443),
  ]
  expect(withoutSaidTwice(uses).map(({ place }) => place)).toEqual(['Shop https/*:443:', 'old.shop.test:443', '0.0.0.0:8443'])
})
