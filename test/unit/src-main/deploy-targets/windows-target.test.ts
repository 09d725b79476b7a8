import { inEnglish } from '@mylzip/shared/domain/saying.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { sqlServersThatUse } from '#main/deploy-targets/sql-server/key-readers.ts'
import { type WindowsSettings, windowsTarget } from '#main/deploy-targets/windows-target.ts'
import { hash, thumbprint } from '../../../support/registry.ts'
import { http, noSession, sql, terminal, windowsPrograms, wsman } from '../../../support/windows-programs-in-memory.ts'
import {
  type IssuedForTest,
  type MachineOptions,
  machineWith,
  memoryInMemory,
  pfxInMemory,
  twoCertificates,
} from '../../../support/windows-target-bench.ts'

let desk: IssuedForTest
let curved: IssuedForTest
beforeAll(async () => {
  desk = (await twoCertificates('rsa'))[0]
  curved = (await twoCertificates('ec'))[0]
})

const machine = (settings: WindowsSettings, options: MachineOptions = {}) => machineWith([desk], settings, options)

const listener = `${terminal}\\WinStations\\RDP-Tcp`
const remoteDesktop = {
  [terminal]: { fDenyTSConnections: 0 },
  [`${terminal}\\WinStations`]: { SelfSignedCertificate: hash('5') },
  [listener]: { PortNumber: 3389 },
}
const instance = 'SOFTWARE\\Microsoft\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQLServer\\SuperSocketNetLib'
const sqlServer = { [`${sql}\\Instance Names\\SQL`]: { MSSQLSERVER: 'MSSQL16.MSSQLSERVER' }, [instance]: { Certificate: thumbprint('5') } }
describe('any program of Windows', () => {
  test('is told once: the second time it presents the certificate already', async () => {
    const { called, target } = machine({ kind: 'rdp' }, { registry: remoteDesktop })
    await target.bind(desk, desk.thumbprint)
    await target.bind(desk, desk.thumbprint)
    expect(called).toEqual([['rdp/set-certificate', { thumbprint: desk.thumbprint }]])
    expect(await target.bound()).toBe(desk.thumbprint)
    expect((await target.preview?.(desk.thumbprint))?.map(inEnglish)).toEqual([])
  })

  test('needs no key in its hands: it finds it in the store of the machine', async () => {
    const { target } = machine({ kind: 'rdp' }, { registry: remoteDesktop })
    const { certificatePem, chainPem, name, thumbprint: next } = desk
    await target.bindStored?.({ certificatePem, chainPem, name }, next)
    expect(await target.bound()).toBe(next)
  })

  test('a preview says what would change, and changes nothing', async () => {
    const { called, target } = machine({ kind: 'rdp' }, { registry: remoteDesktop })
    const sentence = `Remote Desktop presents the certificate ${desk.thumbprint} instead of ${thumbprint('5')}.`
    expect((await target.preview?.(desk.thumbprint))?.map(inEnglish)).toEqual([sentence])
    expect(called).toEqual([])
  })

  test('presents the previous one again where Windows said no after doing it', async () => {
    const reason = 'Zugriff verweigert'
    const { target } = machine({ kind: 'rdp' }, { registry: remoteDesktop, failing: { 'rdp/set-certificate': `${reason}.\r\n` } })
    const refused = target.bind(desk, desk.thumbprint)
    await expect(refused).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { target: 'Remote Desktop', reason } })
    expect(await target.bound()).toBe(thumbprint('5'))
  })

  test('one that was put back and does not stand so is told', async () => {
    const { keys, powershell, target } = machine({ kind: 'rdp' }, { registry: remoteDesktop })
    await target.bind(desk, desk.thumbprint)
    const { run } = powershell
    powershell.run = async (call) => {
      const answer = await run(call)
      if (call.script === 'rdp/set-certificate') keys[listener] = { PortNumber: 3389, SSLCertificateSHA1Hash: hash('6') }
      return answer
    }
    const reason = `it was put back, and names ${thumbprint('6')}`
    await expect(target.takeBack?.(thumbprint('5'))).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
  })

  test('is not told of a certificate that is not in the store of the machine', async () => {
    const { called, target } = machine({ kind: 'rdp' }, { registry: remoteDesktop, store: [] })
    const reason = 'the certificate is not in LocalMachine\\My, where it looks for certificates'
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
    expect(called).toEqual([])
  })

  test.each<[string, WindowsSettings, string]>([
    ['Remote Desktop', { kind: 'rdp' }, 'this Windows has no Remote Desktop that others can connect to'],
    ['IIS', { kind: 'iis', site: 'Shop', port: 443 }, 'IIS is not installed here'],
    ['SQL Server', { kind: 'sql-server', instance: 'TILLS', port: 1433, restart: true }, 'no instance TILLS is installed here'],
  ])('where %s is not installed that is said', async (_, settings, reason) => {
    const { called, target } = machine(settings)
    expect(await target.bound()).toBeUndefined()
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
    expect(called).toEqual([])
  })

  test('is called what a person calls it', async () => {
    const { powershell } = windowsPrograms({ registry: remoteDesktop })
    expect(
      windowsTarget({ kind: 'rdp' }, { id: 'one', label: 'The desk', powershell, pfx: pfxInMemory, memory: memoryInMemory() }).label,
    ).toBe('The desk')
  })
})

describe('Remote Desktop', () => {
  test('goes back to the certificate that Windows makes for it', async () => {
    const { again, keys, target } = machine({ kind: 'rdp' }, { registry: remoteDesktop })
    const previous = await target.bound()
    await target.bind(desk, desk.thumbprint)
    await again().takeBack?.(previous)
    expect(keys[listener]).toEqual({ PortNumber: 3389 })
    expect(target.address()).toEqual({ host: '127.0.0.1', port: 3389, speaks: 'rdp' })
  })

  test('is left to a policy that has certificates enrolled for it', async () => {
    const policy = { 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services': { CertTemplateName: 'RDP' } }
    const { target } = machine({ kind: 'rdp' }, { registry: { ...remoteDesktop, ...policy } })
    const reason = 'a group policy has Windows choose its certificate (template “RDP”)'
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason } })
  })
})

describe('WinRM', () => {
  test('gets a listener where it has none, which goes again with its certificate', async () => {
    const { keys, target } = machine({ kind: 'winrm', port: 5986 })
    await target.bind(desk, desk.thumbprint)
    expect(keys[`${wsman}\\*+HTTPS`]).toEqual({ certThumbprint: desk.thumbprint, hostname: 'desk.acme.test', Port: 5986 })
    await target.takeBack?.(undefined)
    expect(await target.bound()).toBeUndefined()
  })

  test('a listener for another name is left, and told by a code', async () => {
    const registry = { [`${wsman}\\*+HTTPS`]: { certThumbprint: thumbprint('5'), hostname: 'till.acme.test', Port: 5986 } }
    const { called, target } = machine({ kind: 'winrm', port: 5986 }, { registry })
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_NAME_DIFFERS' })
    expect(called).toEqual([])
  })

  test('a port that changes is said before, and comes back', async () => {
    const registry = { [`${wsman}\\*+HTTPS`]: { certThumbprint: thumbprint('5'), hostname: '', Port: 5999 } }
    const { again, keys, target } = machine({ kind: 'winrm', port: 5986 }, { registry })
    expect((await target.preview?.(desk.thumbprint))?.map(inEnglish)).toContain('It listens on port 5986 instead of 5999.')
    await target.bind(desk, desk.thumbprint)
    expect(target.address()).toEqual({ host: '127.0.0.1', port: 5986 })
    await again().takeBack?.(thumbprint('5'))
    expect(keys[`${wsman}\\*+HTTPS`]).toMatchObject({ certThumbprint: thumbprint('5'), Port: 5999 })
  })
})

describe('http.sys', () => {
  const path = `${http}\\SslBindingInfo\\0.0.0.0:8443`
  const settings = { kind: 'http-sys' as const, port: 8443 }
  const registry = { [path]: { SslCertHash: hash('5'), SslCertStoreName: 'MY', DefaultFlags: 0x12 } }
  const verbs = (called: [string, Record<string, unknown>][]) => called.map(([, { verb }]) => verb)

  test('a binding that is missing is added, and goes again', async () => {
    const { again, called, target } = machine(settings)
    await target.bind(desk, desk.thumbprint)
    await again().takeBack?.(undefined)
    expect(verbs(called)).toEqual(['add', 'delete'])
  })

  test('one that is there is changed in one step, and its other settings stay', async () => {
    const { called, keys, target } = machine(settings, { registry })
    await target.bind(desk, desk.thumbprint)
    expect(verbs(called)).toEqual(['update'])
    expect(keys[path]).toMatchObject({ DefaultFlags: 0x12 })
    expect(target.address()).toEqual({ host: '127.0.0.1', port: 8443 })
  })

  test.each([
    ['loses a setting', 'forgets'],
    ['is not known to an older Windows', 'unknown'],
  ])('where a change in one step %s, it is made anew', async (_, update) => {
    const { called, keys, target } = machine(settings, { registry, netsh: { update } })
    await target.bind(desk, desk.thumbprint)
    expect(verbs(called)).toEqual(['update', 'delete', 'add'])
    expect(keys[path]).toMatchObject({ DefaultFlags: 0x12 })
  })

  test('where it cannot be made anew, the previous one comes back with all it had', async () => {
    const netsh = { update: 'unknown', add: 'SSL-Zertifikat konnte nicht hinzugefügt werden. Fehler: 1312\r\n' }
    const { keys, target } = machine(settings, { registry, netsh })
    const reason = 'SSL-Zertifikat konnte nicht hinzugefügt werden. Fehler: 1312'
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
    expect(keys[path]).toMatchObject({ SslCertHash: hash('5'), DefaultFlags: 0x12 })
  })

  test('one that netsh refuses to change is not taken away', async () => {
    const other = { kind: 'http-sys' as const, port: 8443 }
    const { called, keys, target } = machine(other, { registry, netsh: { update: noSession('update') } })
    const reason = noSession('update').replace(/\.$/, '')
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED', data: { reason } })
    expect(verbs(called)).toEqual(['update'])
    expect(keys[path]).toMatchObject({ SslCertHash: hash('5'), DefaultFlags: 0x12 })
  })

  test('one with a setting that netsh has no word for is not touched', async () => {
    const { called, target } = machine(settings, { registry: { [path]: { SslCertHash: hash('5'), DefaultFlags: 0x2000 } } })
    const reason = 'a setting of its binding could not be kept: DefaultFlags 0x2000'
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason } })
    expect(called).toEqual([])
  })

  test('a certificate of another store is put back from there, also after a restart', async () => {
    const { again, keys, target } = machine(settings, { registry: { [path]: { SslCertHash: hash('5'), SslCertStoreName: 'WebHosting' } } })
    expect((await target.preview?.(desk.thumbprint))?.map(inEnglish)).toContain(
      'It takes its certificate from the store MY instead of WebHosting.',
    )
    await target.bind(desk, desk.thumbprint)
    expect(keys[path]).toMatchObject({ SslCertStoreName: 'MY' })
    await again().takeBack?.(thumbprint('5'))
    expect(keys[path]).toMatchObject({ SslCertStoreName: 'WebHosting', SslCertHash: hash('5') })
  })
})

describe('SQL Server', () => {
  const settings = { kind: 'sql-server' as const, instance: 'MSSQLSERVER', port: 1433, restart: true as const }

  test('is told in lower case, may read the key, is restarted, and proven by a handshake then', async () => {
    const { keys, names, rights, target } = machine(settings, { registry: sqlServer })
    expect((await target.preview?.(desk.thumbprint))?.map(inEnglish)).toContain('MSSQLSERVER is restarted.')
    await target.bind(desk, desk.thumbprint)
    expect(keys[instance]?.Certificate).toBe(desk.thumbprint.toLowerCase())
    expect(names()).toEqual(['sql-server/set-certificate', 'store/write-key-rights', 'sql-server/restart'])
    expect(rights[0]?.rules).toContainEqual({ rights: 0x120089, sid: 'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003' })
    expect(target.seenBy).toBeUndefined()
    expect(target.address()).toEqual({ host: '127.0.0.1', port: 1433, speaks: 'tds' })
  })

  test('one that does not come up with the new certificate is started with the previous one', async () => {
    const failing = { 'sql-server/restart': 'the service did not start' }
    const { called, target } = machine(settings, { registry: sqlServer, failing })
    await expect(target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ data: { reason: 'the service did not start' } })
    expect(called.at(-1)).toEqual(['sql-server/restart', { service: 'MSSQLSERVER', start: true }])
    expect(await target.bound()).toBe(thumbprint('5'))
  })

  test.each([
    ['with elliptic curves', { kind: 'EC' as const }, 'it takes RSA keys, and this one is of the kind EC'],
    [
      'in a TPM',
      { provider: 'Microsoft Platform Crypto Provider' },
      'it takes no keys that lie in the provider “Microsoft Platform Crypto Provider”',
    ],
  ])('a key %s is not given to it', async (_, { kind, provider }: { kind?: 'EC'; provider?: string }, reason) => {
    const issued = kind ? curved : desk
    const { called, target } = machineWith([issued], settings, { registry: sqlServer, ...(provider && { provider }) })
    await expect(target.bind(issued, issued.thumbprint)).rejects.toMatchObject({ code: 'TARGET_KEY_UNFIT', data: { reason } })
    expect(called).toEqual([])
  })

  test('one that was left down, whoever did it, is started', async () => {
    const { again, called, memory, powershell, target } = machine(settings, { registry: sqlServer })
    const { run } = powershell
    const killed = new Promise<never>(() => undefined)
    powershell.run = (call) => (call.script === 'sql-server/restart' ? killed : run(call))
    void target.bind(desk, desk.thumbprint)
    await expect.poll(() => called.map(([script]) => script)).toContain('store/write-key-rights')

    powershell.run = run
    const restarted = again()
    expect(await restarted.bound()).toBeUndefined()
    expect((await restarted.preview?.(desk.thumbprint))?.map(inEnglish)).toContain('MSSQLSERVER is restarted.')
    await restarted.bind(desk, desk.thumbprint)
    expect(called.at(-1)).toEqual(['sql-server/restart', { service: 'MSSQLSERVER', start: true }])
    expect([await again().bound(), await memory.get()]).toEqual([desk.thumbprint, desk.thumbprint])
  })

  test('it is restarted again where it is taken back, and not where it never got as far', async () => {
    const { names, target } = machine(settings, { registry: sqlServer })
    await target.bind(desk, desk.thumbprint)
    await target.takeBack?.(thumbprint('5'))
    expect(names().filter((script) => script === 'sql-server/restart')).toHaveLength(2)

    const failing = { 'store/write-key-rights': 'denied' }
    const other = machine(settings, { registry: sqlServer, failing })
    await expect(other.target.bind(desk, desk.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    expect(other.names()).not.toContain('sql-server/restart')
    expect(await other.target.bound()).toBe(thumbprint('5'))
  })

  test('whoever keeps keys private knows the instances that use a certificate, and those of no other', async () => {
    const { powershell } = windowsPrograms({ registry: sqlServer })
    const sid = 'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003'
    expect(await sqlServersThatUse(powershell, thumbprint('5'))).toEqual([sid])
    expect(await sqlServersThatUse(powershell, thumbprint('6'))).toEqual([])
  })
})
