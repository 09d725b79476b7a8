import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { httpSysBindings } from '#main/deploy-targets/http-sys/http-sys-bindings.policy.ts'
import type { HttpSysSettings } from '#main/deploy-targets/http-sys/http-sys-settings.policy.ts'
import { netshArguments, netshPlace, ownAppId, placeOf, untold } from '#main/deploy-targets/http-sys/netsh-arguments.policy.ts'
import { bindingOf, centralFile, httpSysPlaceOf, newBinding, rawBinding, sharing, unfit } from '#main/deploy-targets/iis/iis-plan.policy.ts'
import { type IisSite, iisSites } from '#main/deploy-targets/iis/iis-sites.policy.ts'
import { serviceSid, sqlServiceOf } from '#main/deploy-targets/sql-server/service-identity.policy.ts'
import { hostNameFor } from '#main/deploy-targets/winrm/winrm-name.ts'
import { hash, registryOf, thumbprint } from '../../../support/registry.ts'
import { createTestAuthority, type TestAuthority } from '../../../support/test-authority.ts'

const plain: HttpSysSettings = {
  appId: '{4dc3e181-e14b-4a21-b022-59fc669b0914}',
  store: 'MY',
  certCheckMode: 0,
  revocationFreshnessTime: 0,
  urlRetrievalTimeout: 0,
  ctlIdentifier: '',
  ctlStore: '',
  flags: 0,
  others: [],
}

describe('what netsh is told of a binding', () => {
  const where = placeOf({ kind: 'http-sys', port: 443 })

  test('a new one is this program’s', () => {
    expect(netshArguments(where, thumbprint('A'), undefined, 'MY')).toEqual([
      'ipport=0.0.0.0:443',
      `certhash=${'a'.repeat(40)}`,
      `appid=${ownAppId}`,
      'certstorename=MY',
    ])
  })

  test('one that is there stays whose it is, with all it was set to', () => {
    const settings = { ...plain, flags: 0x4012, certCheckMode: 0x10005, revocationFreshnessTime: 60, urlRetrievalTimeout: 500 }
    expect(netshArguments(where, thumbprint('A'), { ...settings, ctlIdentifier: 'Our CAs', ctlStore: 'CA' }, 'MY').slice(2)).toEqual([
      'appid={4dc3e181-e14b-4a21-b022-59fc669b0914}',
      'certstorename=MY',
      'verifyclientcertrevocation=disable',
      'verifyrevocationwithcachedclientcertonly=disable',
      'usagecheck=disable',
      'revocationfreshnesstime=60',
      'urlretrievaltimeout=500',
      'sslctlidentifier=Our CAs',
      'sslctlstorename=CA',
      'dsmapperusage=disable',
      'clientcertnegotiation=enable',
      'disablehttp2=enable',
      'disablesessionid=enable',
    ])
  })

  test.each([
    [{ hostName: 'WWW.acme.test' }, 'hostnameport=www.acme.test:443'],
    [{ address: '10.0.0.5' }, 'ipport=10.0.0.5:443'],
    [{ address: '2001:DB8:0:0:0:0:0:1' }, 'ipport=[2001:db8::1]:443'],
    [{ address: '::' }, 'ipport=[::]:443'],
  ])('where it is (%o) is said as http.sys writes it', (said, place) => {
    expect(netshPlace(placeOf({ kind: 'http-sys', port: 443, ...said }))).toBe(place)
  })

  test.each<[string, Partial<HttpSysSettings>]>([
    ['a bit that netsh has no word for', { flags: 0x2002 }],
    ['a bit of a later Windows', { flags: 0x80000000 }],
    ['a way to check certificates that it has no word for', { certCheckMode: 0x8 }],
    ['a time without its bit', { revocationFreshnessTime: 60 }],
    ['a bit without its time', { certCheckMode: 4 }],
    ['a list’s store without the list', { ctlStore: 'CA' }],
    ['a value that nobody here knows', { others: ['DefaultSslNew'] }],
    ['a quote', { ctlIdentifier: 'a"b' }],
    ['a backslash at the end', { store: 'MY\\' }],
  ])('%s is noticed, because it would be lost', (_, changed) => expect(untold({ ...plain, ...changed })).toBeDefined())

  test('of all else nothing is lost, and no argument breaks out of itself', () => {
    const text = fc.string({ maxLength: 20 })
    const settings = fc.record({
      appId: fc.constant(plain.appId),
      store: text,
      certCheckMode: fc.integer({ min: 0, max: 0x1ffff }),
      revocationFreshnessTime: fc.nat(),
      urlRetrievalTimeout: fc.nat(),
      ctlIdentifier: text,
      ctlStore: text,
      flags: fc.integer({ min: 0, max: 0xffff }),
      others: fc.constant<string[]>([]),
    })
    fc.assert(
      fc.property(settings, (each) => {
        if (untold(each) !== undefined) return
        const args = netshArguments(where, thumbprint('A'), each, each.store)
        for (const argument of args) expect(argument).not.toMatch(/["\r\n\0]|\\$/)
        const words = args.map((argument) => argument.split('=')[0])
        expect(new Set(words).size).toBe(words.length)
        const enabled = args.filter((argument) => argument.endsWith('=enable') && !/^(verify|usage|cert|ssl)/.test(argument)).length
        expect(enabled).toBe([...each.flags.toString(2)].filter((bit) => bit === '1').length)
      }),
    )
  })
})

describe('the name of a WinRM listener', () => {
  let authority: TestAuthority
  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  const certificate = async (names: string[], commonName?: string) =>
    new X509Certificate((await authority.issue({ names, ...(commonName === undefined ? {} : { commonName }) })).certificatePem)

  test('is the common name of its certificate', async () => {
    const both = await certificate(['desk.acme.test', 'shop.acme.test'])
    for (const former of ['', 'desk.acme.test', 'shop.acme.test', 'SHOP.acme.test'])
      expect(hostNameFor('WinRM', both, former)).toBe('desk.acme.test')
  })

  test('one that the certificate is not for is refused by a code', async () => {
    const other = await certificate(['desk.acme.test'])
    const data = { target: 'WinRM', name: 'till.acme.test', found: 'desk.acme.test' }
    expect(() => hostNameFor('WinRM', other, 'till.acme.test')).toThrow(expect.objectContaining({ code: 'TARGET_NAME_DIFFERS', data }))
  })

  test('a certificate without a common name is of no use to it', async () => {
    const nameless = await certificate(['desk.acme.test'], '')
    expect(() => hostNameFor('WinRM', nameless, '')).toThrow('no common name')
  })
})

describe('whom SQL Server runs as', () => {
  test.each([
    ['MSSQLSERVER', 'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003'],
    ['TrustedInstaller', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'],
  ])('the SID of the service %s is what Windows has for it', (service, sid) => expect(serviceSid(service)).toBe(sid))

  test('the service of an instance is called after it', () => {
    expect([sqlServiceOf('MSSQLSERVER'), sqlServiceOf('mssqlserver'), sqlServiceOf('Tills')]).toEqual([
      'MSSQLSERVER',
      'MSSQLSERVER',
      'MSSQL$TILLS',
    ])
  })
})

describe('what is done with a site of IIS', () => {
  const settings = { kind: 'iis' as const, site: 'Shop', port: 443 }
  const site = (...bindings: [information: string, flags: string][]): IisSite => {
    const raw = bindings.map(([information, flags]) => ({ protocol: 'https', information, flags }))
    return iisSites([{ name: 'Shop', bindings: raw, hsts: null }]).found[0] ?? { name: '', bindings: [], hsts: undefined }
  }

  test('its binding is found by name and port, and every name is a name of its own', () => {
    const shop = site(['*:443:', '0'], ['*:443:www.acme.test', '1'], ['*:8443:www.acme.test', '1'])
    expect(bindingOf(shop, settings)?.hostName).toBe('')
    expect(bindingOf(shop, { ...settings, hostName: 'WWW.acme.test' })).toMatchObject({ hostName: 'www.acme.test', port: 443 })
    expect(bindingOf(shop, { ...settings, hostName: 'other.acme.test' })).toBeUndefined()
  })

  test.each([
    [{}, '*:443:', 0, { by: 'address', host: '0.0.0.0', port: 443 }],
    [{ hostName: 'www.acme.test' }, '*:443:www.acme.test', 1, { by: 'name', host: 'www.acme.test', port: 443 }],
    [{ hostName: 'www.acme.test', centralStore: 'C:\\certs' }, '*:443:www.acme.test', 3, { by: 'name', host: 'www.acme.test', port: 443 }],
    [{ centralStore: 'C:\\certs' }, '*:443:', 2, { by: 'address', host: '0.0.0.0', port: 443 }],
  ])('a binding that is missing (%o) is added as %s with the flags %d', (more, information, flags, place) => {
    const binding = newBinding({ ...settings, ...more })
    expect(rawBinding(binding)).toEqual({ information, flags })
    expect(httpSysPlaceOf(binding)).toEqual(place)
  })

  test('a binding is not turned into another kind', () => {
    const [machine, central] = [newBinding(settings), newBinding({ ...settings, centralStore: 'C:\\certs' })]
    expect(unfit(machine, settings)).toBeUndefined()
    expect(unfit(central, { ...settings, centralStore: 'C:\\certs' })).toBeUndefined()
    expect(unfit(machine, { ...settings, centralStore: 'C:\\certs' })).toMatch(/not from the central one/)
    expect(unfit(central, settings)).toMatch(/whose folder is not said/)
  })

  test.each([
    ['www.acme.test', 'C:\\certs\\www.acme.test.pfx'],
    ['*.Acme.test', 'C:\\certs\\_.acme.test.pfx'],
  ])('the central store has %s in %s', (name, file) => expect(centralFile('C:\\certs', name)).toBe(file))

  test('other sites at the same address and port are named, those known by name are not', () => {
    const http = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'
    const bindings = httpSysBindings(registryOf({ [`${http}\\SslBindingInfo\\0.0.0.0:443`]: { SslCertHash: hash('a') } })).found
    const shop = site(['*:443:', '0'])
    const [binding] = shop.bindings
    const others = [
      { ...site(['10.0.0.5:443:', '0']), name: 'Till' },
      { ...site(['*:443:blog.acme.test', '1']), name: 'Blog' },
    ]
    expect(binding && sharing(binding, [shop, ...others], bindings)).toEqual(['Till'])
  })
})
