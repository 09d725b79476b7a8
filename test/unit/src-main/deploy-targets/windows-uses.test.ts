import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpSysBindings, httpSysPaths } from '#main/deploy-targets/http-sys/http-sys-bindings.policy.ts'
import { guidOf } from '#main/deploy-targets/http-sys/http-sys-settings.policy.ts'
import { iisSites, iisUses } from '#main/deploy-targets/iis/iis-sites.policy.ts'
import { rdpFacts, rdpPaths, rdpUses } from '#main/deploy-targets/rdp/rdp-facts.policy.ts'
import { sqlServerInstances, sqlServerPaths, sqlServerUses } from '#main/deploy-targets/sql-server/sql-server-instances.policy.ts'
import type { Found, NamedPlace } from '#main/deploy-targets/windows/named-place.policy.ts'
import { winrmListeners, winrmPaths } from '#main/deploy-targets/winrm/winrm-listeners.policy.ts'
import type { RegistryKey } from '#main/system/registry/registry.policy.ts'
import { anyRegistry, anyText, hash, registryOf, thumbprint } from '../../../support/registry.ts'

const http = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'
const terminal = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server'
const wsman = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener'
const sql = 'SOFTWARE\\Microsoft\\Microsoft SQL Server'

describe('http.sys', () => {
  test('bindings by address and by name are found, as netsh writes them', () => {
    const keys = registryOf({
      [`${http}\\SslBindingInfo\\0.0.0.0:443`]: { SslCertHash: hash('a'), SslCertStoreName: 'My', DefaultFlags: 2 },
      [`${http}\\SslBindingInfo\\[::]:8443`]: { SslCertHash: hash('b') },
      [`${http}\\SslBindingInfo\\10.0.0.5:443`]: { SslCertHash: hash('c') },
      [`${http}\\SslSniBindingInfo\\www.acme.test:443`]: { SslCertHash: hash('d') },
      [`${http}\\SslSniBindingInfo\\{0f14a4bd-0000-0000-0000-000000000001}`]: {
        SslCertHash: hash('e'),
        HostnamePort: 'Shop.Acme.test:444',
      },
    })
    const { found, unreadable } = httpSysBindings(keys)
    expect(found.map(({ address, place, thumbprint: named }) => [place, named[0], address])).toEqual([
      ['0.0.0.0:443', 'A', { host: '127.0.0.1', port: 443 }],
      ['[::]:8443', 'B', { host: '::1', port: 8443 }],
      ['10.0.0.5:443', 'C', { host: '10.0.0.5', port: 443 }],
      ['www.acme.test:443', 'D', { host: '127.0.0.1', port: 443, name: 'www.acme.test' }],
      ['shop.acme.test:444', 'E', { host: '127.0.0.1', port: 444, name: 'shop.acme.test' }],
    ])
    expect(found[0]?.settings).toMatchObject({ store: 'My', flags: 2, others: [] })
    expect(found[1]?.settings.store).toBe('MY')
    expect(unreadable).toEqual([])
  })

  test('what cannot be read is left out and told; a binding without a certificate is neither', () => {
    const keys = registryOf({
      [`${http}\\SslBindingInfo\\0.0.0.0:443`]: { SslCertHash: hash('a').subarray(1) },
      [`${http}\\SslBindingInfo\\0.0.0.0:444`]: { SslCertHash: thumbprint('A') },
      [`${http}\\SslBindingInfo\\somewhere:443`]: { SslCertHash: hash('a') },
      [`${http}\\SslBindingInfo\\0.0.0.0:70000`]: { SslCertHash: hash('a') },
      [`${http}\\SslBindingInfo\\0.0.0.0:445`]: { AppId: Buffer.alloc(16) },
    })
    expect(httpSysBindings(keys)).toEqual({
      found: [],
      unreadable: [
        `${http}\\SslBindingInfo\\0.0.0.0:443: SslCertHash has 19 bytes`,
        `${http}\\SslBindingInfo\\0.0.0.0:444: SslCertHash is a text`,
        `${http}\\SslBindingInfo\\somewhere:443: it is not for an address or a name, and a port`,
        `${http}\\SslBindingInfo\\0.0.0.0:70000: it is not for an address or a name, and a port`,
      ],
    })
  })

  test('the application of a binding is the GUID that its bytes are', () => {
    expect(guidOf(Buffer.from('81e1c34d4be1214ab02259fc669b0914', 'hex'))).toBe('{4dc3e181-e14b-4a21-b022-59fc669b0914}')
    expect(guidOf(Buffer.alloc(15))).toBeUndefined()
  })
})

describe('Remote Desktop', () => {
  test('the certificate that was chosen counts, else the one that Windows made for itself', () => {
    const both = {
      [terminal]: { fDenyTSConnections: 0 },
      [`${terminal}\\WinStations`]: { SelfSignedCertificate: hash('5') },
      [`${terminal}\\WinStations\\RDP-Tcp`]: { PortNumber: 3390, SSLCertificateSHA1Hash: hash('a') },
    }
    const uses = (keys: Parameters<typeof registryOf>[0]) => rdpUses(rdpFacts(registryOf(keys))).found
    const address = { host: '127.0.0.1', port: 3390, speaks: 'rdp' }
    expect(uses(both)).toEqual([{ place: 'RDP-Tcp', thumbprint: thumbprint('A'), address }])
    expect(uses({ ...both, [`${terminal}\\WinStations\\RDP-Tcp`]: { PortNumber: 3390 } })).toEqual([
      { place: 'RDP-Tcp', thumbprint: thumbprint('5'), address },
    ])
    expect(uses({})).toEqual([])
  })

  test('where it is switched off, by a person or by a policy, it is to be seen nowhere', () => {
    const listener = { [`${terminal}\\WinStations\\RDP-Tcp`]: { SSLCertificateSHA1Hash: hash('a') } }
    const policy = { 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services': { fDenyTSConnections: 1 } }
    const seen = (keys: Parameters<typeof registryOf>[0]) => rdpUses(rdpFacts(registryOf({ ...listener, ...keys }))).found[0]?.address
    expect(seen({ [terminal]: { fDenyTSConnections: 1 } })).toBeUndefined()
    expect(seen({ [terminal]: { fDenyTSConnections: 0 }, ...policy })).toBeUndefined()
    expect(seen({ [terminal]: { fDenyTSConnections: 0 } })).toEqual({ host: '127.0.0.1', port: 3389, speaks: 'rdp' })
  })

  test('a certificate that somebody wrote as a text is told', () => {
    const keys = registryOf({ [`${terminal}\\WinStations\\RDP-Tcp`]: { SSLCertificateSHA1Hash: thumbprint('A') } })
    expect(rdpUses(rdpFacts(keys)).unreadable).toEqual([`${terminal}\\WinStations\\RDP-Tcp: SSLCertificateSHA1Hash is a text`])
  })
})

describe('WinRM', () => {
  test('listeners with TLS are found, whatever way the thumbprint was typed in', () => {
    const spaced = `\u200e${'ab '.repeat(20)}`
    const keys = registryOf({
      [`${wsman}\\*+HTTP`]: { Port: 5985, uriprefix: 'wsman' },
      [`${wsman}\\*+HTTPS`]: { Port: 5986, certThumbprint: spaced, hostname: 'desk.acme.test' },
      [`${wsman}\\IP:10.0.0.5+HTTPS`]: { certThumbprint: thumbprint('c') },
      [`${wsman}\\MAC:00-11-22-33-44-55+HTTPS`]: { certThumbprint: thumbprint('d') },
      [`${wsman}\\IP:10.0.0.6+HTTPS`]: { certThumbprint: 'not one' },
    })
    const { found, unreadable } = winrmListeners(keys)
    expect(found).toEqual([
      {
        place: '*+HTTPS',
        at: '*',
        hostName: 'desk.acme.test',
        thumbprint: 'AB'.repeat(20),
        address: { host: '127.0.0.1', port: 5986 },
      },
      {
        place: 'IP:10.0.0.5+HTTPS',
        at: 'IP:10.0.0.5',
        hostName: '',
        thumbprint: thumbprint('C'),
        address: { host: '10.0.0.5', port: 5986 },
      },
      { place: 'MAC:00-11-22-33-44-55+HTTPS', at: 'MAC:00-11-22-33-44-55', hostName: '', thumbprint: thumbprint('D'), address: undefined },
    ])
    expect(unreadable).toEqual([`${wsman}\\IP:10.0.0.6+HTTPS: certThumbprint is “not one”`])
  })
})

describe('SQL Server', () => {
  const library = (id: string) => `${sql}\\${id}\\MSSQLServer\\SuperSocketNetLib`
  const instance = (id: string, certificate: string, tcp: Record<string, string | number>, all: Record<string, string>) => ({
    [library(id)]: { Certificate: certificate },
    [`${library(id)}\\Tcp`]: tcp,
    [`${library(id)}\\Tcp\\IPAll`]: all,
  })

  test('each instance is found with its certificate and port', () => {
    const keys = registryOf({
      [`${sql}\\Instance Names\\SQL`]: {
        MSSQLSERVER: 'MSSQL16.MSSQLSERVER',
        Tills: 'MSSQL15.Tills',
        Old: 'MSSQL12.Old',
        Gone: 'MSSQL1.Gone',
      },
      ...instance('MSSQL16.MSSQLSERVER', thumbprint('a'), { Enabled: 1 }, { TcpPort: '1433' }),
      ...instance('MSSQL15.Tills', thumbprint('b'), { Enabled: 1 }, { TcpPort: '', TcpDynamicPorts: '49712' }),
      ...instance('MSSQL12.Old', '', { Enabled: 0 }, { TcpPort: '1434' }),
    })
    const instances = sqlServerInstances(keys)
    expect(instances.found.map(({ name, port, thumbprint: named }) => [name, named?.[0], port])).toEqual([
      ['MSSQLSERVER', 'A', 1433],
      ['TILLS', 'B', undefined],
      ['OLD', undefined, undefined],
    ])
    expect(sqlServerUses(instances).found).toEqual([
      { place: 'MSSQLSERVER', thumbprint: thumbprint('A'), address: { host: '127.0.0.1', port: 1433, speaks: 'tds' } },
      { place: 'TILLS', thumbprint: thumbprint('B'), address: undefined },
    ])
  })

  test('where each address has a port of its own, the first that is listened at counts', () => {
    const keys = registryOf({
      [`${sql}\\Instance Names\\SQL`]: { MSSQLSERVER: 'X' },
      ...instance('X', thumbprint('a'), { Enabled: 1, ListenOnAllIPs: 0 }, { TcpPort: '1433' }),
      [`${library('X')}\\Tcp\\IP1`]: { Enabled: 0, TcpPort: '1500' },
      [`${library('X')}\\Tcp\\IP2`]: { Enabled: 1, TcpPort: '1600, 1700' },
    })
    expect(sqlServerInstances(keys).found[0]?.port).toBe(1600)
  })
})

describe('IIS', () => {
  const httpSys = httpSysBindings(
    registryOf({
      [`${http}\\SslBindingInfo\\0.0.0.0:443`]: { SslCertHash: hash('a') },
      [`${http}\\SslBindingInfo\\10.0.0.5:443`]: { SslCertHash: hash('b') },
      [`${http}\\SslSniBindingInfo\\{1}`]: { SslCertHash: hash('c'), HostnamePort: 'www.acme.test:443' },
    }),
  )
  const site = (information: string, flags = '') =>
    iisSites([{ name: "O'Brien’s shop", bindings: [{ protocol: 'https', information, flags }], hsts: null }])

  test.each([
    ['*:443:', '', 'https/*:443:', 'A', '127.0.0.1'],
    ['10.0.0.5:443:', '0', 'https/10.0.0.5:443:', 'B', '10.0.0.5'],
    ['10.0.0.6:443:', '0', 'https/10.0.0.6:443:', 'A', '10.0.0.6'],
    ['*:443:WWW.acme.test', '1', 'https/*:443:www.acme.test', 'C', '127.0.0.1'],
    ['*:443:www.acme.test', '0', 'https/*:443:www.acme.test', 'A', '127.0.0.1'],
  ])('a site with the binding %s (%s) presents what http.sys has for it', (information, flags, place, digit, host) => {
    const named = information.toLowerCase().endsWith('www.acme.test') ? { name: 'www.acme.test' } : {}
    expect(iisUses(site(information, flags), httpSys).found).toEqual([
      { place: `O'Brien’s shop ${place}`, thumbprint: thumbprint(digit), address: { host, port: 443, ...named } },
    ])
  })

  test.each([
    ['a name that http.sys has no certificate for', '*:443:other.acme.test', '1'],
    ['another port', '*:8443:', ''],
    ['a certificate of the central store', '*:443:www.acme.test', '3'],
  ])('a binding with %s names none', (_, information, flags) => {
    expect(iisUses(site(information, flags), httpSys)).toEqual({ found: [], unreadable: [] })
  })

  test('a binding that makes no sense is told', () => {
    expect(site('shop:443:').unreadable).toEqual(["O'Brien’s shop: the binding “shop:443:”"])
  })

  test('other protocols are nobody’s concern, and the site’s HSTS is read', () => {
    const bindings = [{ protocol: 'net.tcp', information: '808:*', flags: '' }]
    expect(iisSites([{ name: 'a', bindings, hsts: { enabled: 'True', maxAge: '31536000' } }])).toEqual({
      found: [{ name: 'a', bindings: [], hsts: { enabled: true, maxAge: 31_536_000 } }],
      unreadable: [],
    })
  })
})

describe('whatever stands in the registry', () => {
  const names = ['SslCertHash', 'AppId', 'HostnamePort', 'SSLCertificateSHA1Hash', 'SelfSignedCertificate', 'PortNumber', 'Certificate']
  const more = ['certThumbprint', 'Port', 'hostname', 'Enabled', 'TcpPort', 'DefaultFlags', 'SslCertStoreName', 'fDenyTSConnections', 'X']
  const sound = ({ found, unreadable }: Found<NamedPlace>) => {
    for (const { address, thumbprint: named } of found) {
      expect(named).toMatch(/^[0-9A-F]{40}$/)
      if (address) expect(address.port).toSatisfy((port: number) => Number.isInteger(port) && port > 0 && port < 65_536)
      if (address) expect(address.host).not.toBe('')
    }
    for (const told of unreadable) expect(told.length).toBeGreaterThan(0)
  }
  const check = (paths: readonly string[], uses: (keys: RegistryKey[]) => Found<NamedPlace>) =>
    fc.assert(fc.property(anyRegistry(paths, [...names, ...more]), (keys) => sound(uses(keys))))

  test('http.sys is read without an error', () => check(httpSysPaths, httpSysBindings))
  test('Remote Desktop is read without an error', () => check(rdpPaths, (keys) => rdpUses(rdpFacts(keys))))
  test('WinRM is read without an error', () => check(winrmPaths, winrmListeners))
  test('SQL Server is read without an error', () => check(sqlServerPaths, (keys) => sqlServerUses(sqlServerInstances(keys))))

  test('so is IIS, with whatever stands in its configuration', () => {
    const binding = fc.record({ protocol: fc.oneof(fc.constant('https'), anyText), information: anyText, flags: anyText })
    const hsts = fc.option(fc.record({ enabled: anyText, maxAge: anyText }))
    const sites = fc.array(fc.record({ name: anyText, bindings: fc.array(binding, { maxLength: 4 }), hsts }), { maxLength: 4 })
    fc.assert(fc.property(sites, anyRegistry(httpSysPaths, names), (raw, keys) => sound(iisUses(iisSites(raw), httpSysBindings(keys)))))
  })
})
