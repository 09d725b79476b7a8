import { beforeAll, describe, expect, test } from 'vitest'
import type { WindowsSettings } from '#main/deploy-targets/windows-target.ts'
import { hash } from '../../../support/registry.ts'
import { http } from '../../../support/windows-programs-in-memory.ts'
import { type IssuedForTest, type MachineOptions, machineWith, twoCertificates } from '../../../support/windows-target-bench.ts'

let desk: IssuedForTest
let next: IssuedForTest
beforeAll(async () => {
  const issued = await twoCertificates()
  desk = issued[0]
  next = issued[1]
})

const machine = (settings: WindowsSettings, options: MachineOptions = {}) => machineWith([desk, next], settings, options)
const shop = (...bindings: [string, string][]) => [
  { name: 'Shop', bindings: bindings.map(([information, flags]) => ({ protocol: 'https', information, flags })), hsts: null },
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
    const { keys, names, target } = machine(settings, { sites })
    expect(await target.preview?.(desk.thumbprint)).toContain('The site gets the binding https/*:443:desk.acme.test.')
    await target.bind(desk, desk.thumbprint)
    expect(names()).toEqual(['http-sys/netsh', 'iis/set-site'])
    expect(sites[0]?.bindings).toContainEqual({ protocol: 'https', information: '*:443:desk.acme.test', flags: '1' })
    await target.takeBack?.(undefined)
    expect(sites[0]?.bindings).toHaveLength(1)
    expect(keys[binding]).toBeUndefined()
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
    expect(called).toEqual([['iis/set-site', { site: 'Shop', add: null, remove: null, hstsMaxAge: 300 }]])
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
      const failing = { 'targets/who-may-write': 'The network path was not found' }
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
