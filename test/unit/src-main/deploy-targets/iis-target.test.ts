import { beforeAll, describe, expect, test } from 'vitest'
import type { WindowsSettings } from '#main/deploy-targets/windows-target.ts'
import { hash, thumbprint } from '../../../support/registry.ts'
import { http, noSession } from '../../../support/windows-programs-in-memory.ts'
import {
  type IssuedForTest,
  type MachineOptions,
  machineWith,
  pfxInMemory,
  twoCertificates,
} from '../../../support/windows-target-bench.ts'

let desk: IssuedForTest
let next: IssuedForTest
let third: IssuedForTest
beforeAll(async () => {
  const issued = await twoCertificates()
  desk = issued[0]
  next = issued[1]
  third = (await twoCertificates())[0]
})

const machine = (settings: WindowsSettings, options: MachineOptions = {}) => machineWith([desk, next, third], settings, options)
const shop = (...bindings: [string, string][]) => [
  {
    name: 'Shop',
    bindings: bindings.map(([information, flags]) => ({ protocol: 'https', information, flags })),
    hsts: null as { enabled: string; maxAge: string } | null,
  },
]

describe('IIS', () => {
  const settings = { kind: 'iis' as const, site: 'Shop', port: 443, hostName: 'desk.acme.test' }
  const binding = `${http}\\SslSniBindingInfo\\desk.acme.test:443`

  test('the certificate of a binding is changed where http.sys has it', async () => {
    const registry = { [binding]: { SslCertHash: hash('5'), DefaultFlags: 2 } }
    const { keys, names, target } = machine(settings, { registry, sites: shop(['*:443:desk.acme.test', '1']) })
    await target.bind(desk, desk.thumbprint)
    expect(names()).toEqual(['http-sys/netsh'])
    expect(keys[binding]).toMatchObject({ DefaultFlags: 2 })
    expect(await target.bound()).toBe(desk.thumbprint)
    expect(target.address()).toEqual({ host: '127.0.0.1', port: 443, name: 'desk.acme.test' })
  })

  test('a binding that is missing is added after its certificate, and both go again', async () => {
    const sites = shop(['*:80:', '0'])
    const { again, keys, names, target } = machine(settings, { sites })
    expect(await target.preview?.(desk.thumbprint)).toContain('The site gets the binding https/*:443:desk.acme.test.')
    await target.bind(desk, desk.thumbprint)
    expect(names()).toEqual(['http-sys/netsh', 'iis/set-site'])
    expect(sites[0]?.bindings).toContainEqual({ protocol: 'https', information: '*:443:desk.acme.test', flags: '1' })
    await again().takeBack?.(undefined)
    expect(sites[0]?.bindings).toHaveLength(1)
    expect(keys[binding]).toBeUndefined()
  })

  test('one that was broken off while it was given back is given back whole', async () => {
    const sites = shop()
    const { again, keys, target } = machine(settings, { sites, netsh: { delete: 'busy' } })
    await target.bind(desk, desk.thumbprint)
    await expect(target.takeBack?.(undefined)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    await again().takeBack?.(undefined)
    expect({ inHttpSys: keys[binding], inIis: sites[0]?.bindings }).toEqual({ inHttpSys: undefined, inIis: [] })
  })

  test('a certificate in another store comes back from there', async () => {
    const registry = { [binding]: { SslCertHash: hash('5'), SslCertStoreName: 'WebHosting' } }
    const { again, keys, target } = machine(settings, { registry, sites: shop(['*:443:desk.acme.test', '1']) })
    await target.bind(desk, desk.thumbprint)
    await again().bind(next, next.thumbprint)
    await again().takeBack?.(thumbprint('5'))
    expect(keys[binding]).toMatchObject({ SslCertHash: hash('5'), SslCertStoreName: 'WebHosting' })
  })

  describe('for every name, at a port where Windows presents a certificate already', () => {
    const { hostName: _, ...everyName } = settings
    const every = `${http}\\SslBindingInfo\\0.0.0.0:443`
    const registry = { [every]: { SslCertHash: hash('5'), SslCertStoreName: 'WebHosting', DefaultFlags: 2 } }
    const blog = { name: 'Blog', bindings: [{ protocol: 'https', information: '*:443:blog.test', flags: '0' }], hsts: null }

    test('the certificate of another site is not taken from it', async () => {
      const sites = [...shop(), blog]
      const { called, keys, target } = machine(everyName, { registry, sites })
      const reason = expect.stringContaining('the site “Blog” presents the certificate')
      await expect(target.preview?.(desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
      await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
      expect(called).toEqual([])
      expect(keys[every]).toMatchObject({ SslCertHash: hash('5') })
    })

    test('where the other site has this certificate too, the binding is added beside it, and goes again alone', async () => {
      const sites = [...shop(), blog]
      const own = { [every]: { SslCertHash: Buffer.from(desk.thumbprint, 'hex'), SslCertStoreName: 'MY', DefaultFlags: 2 } }
      const { again, keys, names, target } = machine(everyName, { registry: own, sites })
      await target.bind(desk, desk.thumbprint)
      expect(names()).toEqual(['iis/set-site'])
      await again().takeBack?.(undefined)
      expect({ inHttpSys: keys[every], inIis: sites[0]?.bindings }).toMatchObject({ inHttpSys: own[every], inIis: [] })
    })

    test('one that is no site’s gives way, which is said before, and comes back', async () => {
      const sites = shop()
      const { again, keys, target } = machine(everyName, { registry, sites })
      const gives = expect.stringMatching(/^The certificate .* which Windows presents at 0\.0\.0\.0:443, gives way to it\.$/)
      expect(await target.preview?.(desk.thumbprint)).toContainEqual(gives)
      await target.bind(desk, desk.thumbprint)
      await again().takeBack?.(undefined)
      expect({ inHttpSys: keys[every], inIis: sites[0]?.bindings }).toMatchObject({ inHttpSys: registry[every], inIis: [] })
    })

    test('where the binding cannot be added, it comes back at once', async () => {
      const { keys, target } = machine(everyName, { registry, sites: shop(), failing: { 'iis/set-site': 'the file is locked' } })
      await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason: 'the file is locked' } })
      expect(keys[every]).toMatchObject(registry[every] ?? {})
    })
  })

  test('a certificate that Windows does not find leaves the binding as it is', async () => {
    const registry = { [binding]: { SslCertHash: hash('5'), DefaultFlags: 2 } }
    const netsh = { update: noSession('update') }
    const { keys, target } = machine(settings, { netsh, registry, sites: shop(['*:443:desk.acme.test', '1']) })
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    expect(keys[binding]).toMatchObject({ SslCertHash: hash('5'), DefaultFlags: 2 })
  })

  test('where a binding cannot be added, neither IIS nor http.sys keeps anything of it', async () => {
    const sites = shop()
    const { keys, target } = machine(settings, { sites, failing: { 'iis/set-site': 'the file is locked' } })
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    expect({ inHttpSys: keys[binding], inIis: sites[0]?.bindings }).toEqual({ inHttpSys: undefined, inIis: [] })
  })

  test('a site that is not there is said', async () => {
    const { target } = machine({ ...settings, site: 'Blog' }, { sites: shop() })
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason: 'IIS has no site called “Blog”' } })
  })

  test('HSTS is set where it is asked for, and said before', async () => {
    const registry = { [binding]: { SslCertHash: Buffer.from(desk.thumbprint, 'hex') } }
    const { called, target } = machine({ ...settings, hstsMaxAge: 300 }, { registry, sites: shop(['*:443:desk.acme.test', '1']) })
    expect(await target.preview?.(desk.thumbprint)).toEqual(['Browsers are told to ask for https alone for 300 seconds.'])
    await target.bind(desk, desk.thumbprint)
    expect(called).toEqual([['iis/set-site', { site: 'Shop', add: null, remove: null, hsts: { enabled: true, maxAge: 300 } }]])
  })

  test.each([
    ['said nothing of it', null, { enabled: 'false', maxAge: '0' }],
    ['said it for longer', { enabled: 'true', maxAge: '31536000' }, { enabled: 'true', maxAge: '31536000' }],
    ['had switched it off', { enabled: 'false', maxAge: '600' }, { enabled: 'false', maxAge: '600' }],
  ])('HSTS is again as it was where the site %s', async (_, before, after) => {
    const sites = shop(['*:443:desk.acme.test', '1'])
    Object.assign(sites[0] ?? {}, { hsts: before })
    const registry = { [binding]: { SslCertHash: hash('5') } }
    const { again, target } = machine({ ...settings, hstsMaxAge: 300 }, { registry, sites })
    await target.bind(desk, desk.thumbprint)
    expect(sites[0]?.hsts).toEqual({ enabled: 'true', maxAge: '300' })
    await again().bind(next, next.thumbprint)
    await again().takeBack?.(thumbprint('5'))
    expect(sites[0]?.hsts).toEqual(after)
  })

  test('HSTS that a person has changed since stays as they left it', async () => {
    const sites = shop(['*:443:desk.acme.test', '1'])
    const registry = { [binding]: { SslCertHash: hash('5') } }
    const { again, target } = machine({ ...settings, hstsMaxAge: 300 }, { registry, sites })
    await target.bind(desk, desk.thumbprint)
    Object.assign(sites[0] ?? {}, { hsts: { enabled: 'true', maxAge: '900' } })
    await again().takeBack?.(thumbprint('5'))
    expect(sites[0]?.hsts).toEqual({ enabled: 'true', maxAge: '900' })
  })

  describe('with the central certificate store', () => {
    const central = { ...settings, centralStore: '\\\\files\\certs' }
    const file = '\\\\files\\certs\\desk.acme.test.pfx'
    const provider = { 'SOFTWARE\\Microsoft\\IIS\\CentralCertProvider': { Enabled: 1 } }
    const sites = () => shop(['*:443:desk.acme.test', '3'])

    test('the certificate is written into its folder, and http.sys told to ask IIS', async () => {
      const { files, keys, target } = machine(central, { registry: provider, sites: sites() })
      await target.bind(desk, desk.thumbprint)
      expect([...files.keys()]).toEqual([file])
      expect(keys[`${http}\\SslCcsBindingInfo\\443`]).toBeDefined()
      expect(await target.bound()).toBe(desk.thumbprint)
    })

    test('a key that is given to nobody cannot be written there, so the target does not offer it', () => {
      expect(machine(central, { registry: provider, sites: sites() }).target.bindStored).toBeUndefined()
    })

    test('where everybody may read its folder no key is written there, and the reason is told', async () => {
      const rules = { '\\\\files\\certs': [{ sid: 'S-1-5-11', rights: 0x1200a9, allows: true, inheritOnly: false }] }
      const { called, files, target } = machine(central, { registry: provider, sites: sites(), rules })
      await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({
        code: 'TARGET_PLACE_UNSAFE',
        data: { path: '\\\\files\\certs', reason: expect.stringContaining('may read') },
      })
      expect([files.size, called]).toEqual([0, []])
    })

    test('a folder of it that leads elsewhere, or cannot be looked at, is refused', async () => {
      for (const centralStore of ['\\\\files\\..\\certs', 'certs', '\\\\?\\C:\\certs', '\\\\.\\pipe\\x']) {
        const { target } = machine({ ...central, centralStore }, { registry: provider, sites: sites() })
        await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_PLACE_UNSAFE' })
      }
      const failing = { 'rights/read': 'The network path was not found' }
      await expect(
        machine(central, { registry: provider, sites: sites(), failing }).target.bind(desk, desk.thumbprint),
      ).rejects.toMatchObject({
        code: 'TARGET_PLACE_UNSAFE',
        data: { reason: 'The network path was not found' },
      })
    })

    test('the previous file comes back', async () => {
      const { target } = machine(central, { registry: provider, sites: sites() })
      await target.bind(desk, desk.thumbprint)
      await target.bind(next, next.thumbprint)
      await target.takeBack?.(desk.thumbprint)
      expect(await target.bound()).toBe(desk.thumbprint)
    })

    test('what was found comes back after several of ours, also after a restart, as often as it is wanted', async () => {
      const { again, files, target } = machine(central, { registry: provider, sites: sites() })
      files.set(file, Buffer.from(await pfxInMemory.write(desk, '')).toString('base64'))
      for (let once = 0; once < 2; once++) {
        await target.bind(next, next.thumbprint)
        await again().bind(third, third.thumbprint)
        await again().takeBack?.(desk.thumbprint)
        expect(await again().bound()).toBe(desk.thumbprint)
      }
    })

    test('where there was none, none is left; and the binding that was added goes too', async () => {
      const added = shop()
      const { again, files, target } = machine(central, { registry: provider, sites: added })
      await target.bind(desk, desk.thumbprint)
      await again().bind(next, next.thumbprint)
      await again().takeBack?.(undefined)
      expect([files.has(file), added[0]?.bindings]).toEqual([false, []])
    })

    test('http.sys asks IIS no longer at the port where it did not before, unless another site needs it', async () => {
      const port = `${http}\\SslCcsBindingInfo\\443`
      const blog = { name: 'Blog', bindings: [{ protocol: 'https', information: '*:443:blog.test', flags: '3' }], hsts: null }
      for (const [others, asked, stays] of [
        [[], {}, false],
        [[blog], {}, true],
        [[], { [port]: {} }, true],
      ] as const) {
        const { again, keys, target } = machine(central, { registry: { ...provider, ...asked }, sites: [...shop(), ...others] })
        await target.bind(desk, desk.thumbprint)
        await again().takeBack?.(undefined)
        expect(port in keys).toBe(stays)
      }
    })

    test('a binding without a name is known by the file of the certificate after a restart too', async () => {
      const { hostName: _, ...everyName } = central
      const { again, target } = machine(everyName, { registry: provider, sites: shop(['*:443:', '2']) })
      await target.bind(desk, desk.thumbprint)
      expect(await again().bound()).toBe(desk.thumbprint)
    })

    test('a file that lay there for a binding without a name comes back', async () => {
      const { hostName: _, ...everyName } = central
      const { again, files, target } = machine(everyName, { registry: provider, sites: shop(['*:443:', '2']) })
      const theirs = Buffer.from(await pfxInMemory.write(next, '')).toString('base64')
      files.set(file, theirs)
      const found = await target.bound()
      await target.bind(desk, desk.thumbprint)
      await again().takeBack?.(found)
      expect(files.get(file)).toBe(theirs)
    })

    test.each([
      ['is switched off', {}, 'the central certificate store of IIS is not switched on'],
      [
        'has a password',
        { Enabled: 1, PrivateKeyPassword: 'locked' },
        'the central certificate store is set up with a password for its keys, which only IIS can read',
      ],
    ])('one that %s is told as such', async (_, values, reason) => {
      const registry = { 'SOFTWARE\\Microsoft\\IIS\\CentralCertProvider': values }
      const { files, target } = machine(central, { registry, sites: sites() })
      await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason } })
      expect(files.size).toBe(0)
    })
  })
})
