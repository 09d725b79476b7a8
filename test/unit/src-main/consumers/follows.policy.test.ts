import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { expect, test } from 'vitest'
import { follows } from '#main/consumers/follows.policy.ts'

const at = (port: number) => ({ host: '127.0.0.1', port })

test.each([
  ['Remote Desktop', { kind: 'rdp' }, { kind: 'rdp', place: 'RDP-Tcp', address: at(3389) }, true],
  ['Remote Desktop is not IIS', { kind: 'rdp' }, { kind: 'iis', place: 'Default Web Site', address: at(443) }, false],
  ['WinRM', { kind: 'winrm' }, { kind: 'winrm', place: 'Listener', address: at(5986) }, true],
  ['WinRM at another port', { kind: 'winrm' }, { kind: 'winrm', place: 'Listener', address: at(5987) }, false],
  ['WinRM as Windows’ HTTP server names it', { kind: 'winrm' }, { kind: 'http-sys', place: '0.0.0.0:5986', address: at(5986) }, true],
  [
    'a site, in whatever case',
    { kind: 'iis', site: 'default web site' },
    { kind: 'iis', place: 'Default Web Site', address: at(443) },
    true,
  ],
  ['a site whose binding says no port', { kind: 'iis', site: 'Shop' }, { kind: 'iis', place: 'Shop', address: undefined }, true],
  ['another site', { kind: 'iis', site: 'Shop' }, { kind: 'iis', place: 'Default Web Site', address: at(443) }, false],
  ['a site at another port', { kind: 'iis', site: 'Shop' }, { kind: 'iis', place: 'Shop', address: at(8443) }, false],
  ['a site as Windows’ HTTP server names it', { kind: 'iis', site: 'Shop' }, { kind: 'http-sys', place: '*:443', address: at(443) }, true],
  ['an address', { kind: 'http-sys', address: '::1', port: 8443 }, { kind: 'http-sys', place: '[::1]:8443', address: at(8443) }, true],
  ['any address', { kind: 'http-sys', port: 8443 }, { kind: 'http-sys', place: '0.0.0.0:8443', address: at(8443) }, true],
  ['a name', { kind: 'http-sys', hostName: 'Shop.test' }, { kind: 'http-sys', place: 'shop.test:443', address: at(443) }, true],
  ['another name', { kind: 'http-sys', hostName: 'shop.test' }, { kind: 'http-sys', place: '0.0.0.0:443', address: at(443) }, false],
  ['an instance', { kind: 'sql-server' }, { kind: 'sql-server', place: 'MSSQLSERVER', address: undefined }, true],
  ['another instance', { kind: 'sql-server', instance: 'SHOP' }, { kind: 'sql-server', place: 'MSSQLSERVER', address: undefined }, false],
] as const)('a target tells the program that is set up in the same place: %s', (_, settings, use, is) => {
  expect(follows(TargetSettings.parse(settings), use)).toBe(is)
})
