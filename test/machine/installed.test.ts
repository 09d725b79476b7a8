import { existsSync } from 'node:fs'
import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policyKey } from '#main/service/machine-policy.policy.ts'
import { serviceId } from '#main/service/windows-service.policy.ts'
import { startTestStack, type TestStack } from '../support/practice-stack.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { signHere } from './signed-here.ts'
import { builtInstaller, ended, isAdministrator, mylzip, places, systemTool, uninstalled, untilSeen } from './windows-machine.ts'

// npm run prove:machine. What a person and a fleet do with the built installer, on a Windows that may be changed: it is installed
// silently, the service enrols and has a certificate in LocalMachine\My, survives its process, is updated, and goes without leaving
// anything.

const root = fileURLToPath(new URL('../..', import.meta.url))
const mayChange = process.platform === 'win32' && process.env.MYLZIP_CHANGE_THIS_MACHINE === 'yes'
const key = `HKLM\\${policyKey}`
/** ERROR_SERVICE_DOES_NOT_EXIST */
const noSuchService = 1060

describe.skipIf(!mayChange)('the installed program (needs Windows, an administrator and MYLZIP_CHANGE_THIS_MACHINE=yes)', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let thumbprint = ''
  let serial = ''

  const certificates = async () => ((await mylzip('status')).answer.certificates ?? []) as Certificate[]
  const isProtected = async () => (await certificates()).find(({ health }) => health === 'protected')
  const pid = async () =>
    ((await mylzip('service', 'status')).answer.service as { state: string; pid: number | null } | null)?.pid ?? undefined
  const inMachineStore = async (which: string) => (await systemTool('certutil.exe', '-store', 'My', which)).code === 0

  beforeAll(async () => {
    expect(await isAdministrator(), 'an administrator runs this').toBe(true)
    expect(existsSync(places.programFolder), `nothing is in ${places.programFolder} yet`).toBe(false)
    folder = await temporaryFolder()
    // The names of practice exist at its own DNS only, which this machine asks first, at the usual port.
    stack = await startTestStack(folder.path, undefined, 53)
    await askFirst('127.0.0.1')
    await systemTool('reg.exe', 'add', key, '/v', 'CloudAddress', '/t', 'REG_SZ', '/d', stack.cloudUrl, '/f')
    await systemTool('reg.exe', 'add', key, '/v', 'Directory', '/t', 'REG_SZ', '/d', stack.directoryUrl, '/f')
  })
  afterAll(async () => {
    await systemTool('reg.exe', 'delete', key, '/f')
    await askFirst(undefined)
    if (folder) await signHere(folder.path, undefined)
    await stack?.stop()
    await folder?.remove()
  })

  test('is installed silently, for everybody, with a token', async () => {
    const installer = await builtInstaller(join(root, 'dist'))
    expect(await ended(installer, ['/S', '/allusers', `/ENROL_TOKEN_FILE=${stack.enrolmentTokenFile}`])).toMatchObject({ code: 0 })
    expect(existsSync(places.uninstaller)).toBe(true)
  })

  test('its service runs', async () => {
    await untilSeen(pid, 'the service')
  })

  test('it trusts the authority it is told to, and has a certificate that is seen being served', async () => {
    const trusted = await mylzip('authorities', 'trust', stack.directoryUrl, '--ca-root', stack.caRootFile)
    expect(trusted, JSON.stringify(trusted.answer)).toMatchObject({ code: 0 })
    const seen = await untilSeen(async () => {
      const [first] = await certificates()
      if (first && first.health !== 'protected') await mylzip('renew', first.names[0] ?? '', '--wait')
      return isProtected()
    }, 'a certificate that is served')
    expect(seen.current?.states.verified).not.toBeNull()
    thumbprint = seen.current?.thumbprint ?? ''
    serial = seen.current?.serial ?? ''
  })

  test('the certificate lies in the machine’s store, with its key', async () => {
    expect(await inMachineStore(thumbprint)).toBe(true)
    const { said } = await systemTool('certutil.exe', '-verifystore', 'My', thumbprint)
    expect(said).toContain(serial.toLowerCase())
  })

  test.for<[string, string, string[]]>([
    ['Remote Desktop', 'TermService', ['rdp']],
    ['WinRM', 'WinRM', ['winrm']],
    ['IIS', 'W3SVC', ['iis', '--site', 'Default Web Site', '--host-name']],
  ])('%s is given it, and is seen to show it', async ([program, service, [kind = '', ...more]], { skip }) => {
    if ((await systemTool('sc.exe', 'query', service)).code === noSuchService) skip(`${program} is not installed`)
    const [{ names } = { names: [] }] = await certificates()
    const [name = ''] = names
    const settings = kind === 'iis' ? [...more, name] : more
    const added = await mylzip('targets', 'add', kind, name, ...settings, '--label', program)
    expect(added, JSON.stringify(added.answer)).toMatchObject({ code: 0 })
    expect(await mylzip('targets', 'test', program)).toMatchObject({ code: 0 })
    const { answer } = await mylzip('used-by', '--thumbprint', thumbprint)
    expect(JSON.stringify(answer)).toContain(kind)
  })

  test('the service ends and starts when it is told to, and goes on with the same certificate', async () => {
    expect(await mylzip('service', 'stop')).toMatchObject({ code: 0 })
    expect(await pid()).toBeUndefined()
    expect(await mylzip('service', 'start')).toMatchObject({ code: 0 })
    expect((await untilSeen(isProtected, 'the certificate')).current?.serial).toBe(serial)
  })

  test('the service is started again by Windows when it is killed', async () => {
    const killed = await untilSeen(pid, 'the service')
    await systemTool('taskkill.exe', '/F', '/T', '/PID', String(killed))
    const next = await untilSeen(async () => {
      const now = await pid()
      return now === killed ? undefined : now
    }, 'the service, started again')
    expect(next).not.toBe(killed)
    expect((await untilSeen(isProtected, 'the certificate')).current?.serial).toBe(serial)
  })

  test('a renewal puts the next certificate into the store', async () => {
    const [before] = await certificates()
    expect(await mylzip('renew', before?.names[0] ?? '', '--wait')).toMatchObject({ code: 0 })
    const [renewed] = await certificates()
    expect(renewed?.current?.serial).not.toBe(serial)
    expect(await inMachineStore(renewed?.current?.thumbprint ?? '')).toBe(true)
    for (const { label, failure, verifiedAt } of renewed?.current?.consumers ?? [])
      expect({ label, failure, verifiedAt }).toMatchObject({ failure: null, verifiedAt: expect.any(String) })
  })

  test('an update that the maker of the installed program has not signed is refused, and changes nothing', async () => {
    const installer = join(folder.path, 'MyL.Zip SSL Setup unsigned.exe')
    await writeFile(installer, 'MZ, and nothing else')
    const running = await untilSeen(pid, 'the service')
    const { answer, code } = await mylzip('service', 'update', installer)
    expect(code).toBe(1)
    expect(JSON.stringify(answer)).toMatch(/UPDATE_(PROGRAM_UNSIGNED|UNSIGNED)/)
    expect(await pid()).toBe(running)
    expect(await leftOfUpdates()).toEqual([])
  })

  test('an update is looked at and run where only administrators write, and the service goes on with the same certificate', async () => {
    // Its own name, and this version again: going back is meant.
    const installer = join(folder.path, 'MyL.Zip SSL Setup again.exe')
    await copyFile(await builtInstaller(join(root, 'dist')), installer)
    await signHere(folder.path, [places.program, installer])
    const [before] = await certificates()
    const running = await untilSeen(pid, 'the service')
    expect((await mylzip('service', 'update', installer)).answer).toMatchObject({ error: { code: 'UPDATE_NOT_NEWER' } })
    const begun = await mylzip('service', 'update', installer, '--allow-downgrade', '--now')
    // The installer ends this command, too, and may be quick about it.
    if (begun.code !== 0) expect(begun.answer).not.toHaveProperty('error')
    const lastUpdate = await untilSeen(async () => {
      const { answer } = await mylzip('service', 'status')
      const record = answer.lastUpdate as { kind: string; exitCode: number } | null
      return record?.kind === 'ended' ? record : undefined
    }, 'the end of the update')
    expect(lastUpdate.exitCode).toBe(0)
    expect(await untilSeen(pid, 'the service')).not.toBe(running)
    expect((await untilSeen(isProtected, 'the certificate')).current?.serial).toBe(before?.current?.serial)
    expect(await leftOfUpdates()).toEqual([])
  })

  test('it is removed silently, keys included, and leaves nothing', async () => {
    const known = (await certificates()).flatMap(({ current }) => current?.thumbprint ?? [])
    // It copies itself, starts the copy and ends at once, unless it is told where it lies.
    expect(await uninstalled('/S', '/allusers', '/REMOVE_KEYS')).toBe(0)
    expect((await systemTool('sc.exe', 'query', serviceId)).code).toBe(noSuchService)
    expect(existsSync(places.dataFolder), places.dataFolder).toBe(false)
    for (const each of [thumbprint, ...known]) expect(await inMachineStore(each), each).toBe(false)
    // The uninstaller itself cannot go while it runs from where it lies.
    const left = existsSync(places.programFolder) ? await readdir(places.programFolder) : []
    expect(left.filter((name) => name !== 'Uninstall MyL.Zip SSL.exe')).toEqual([])
    for (const place of ['HKLM\\SOFTWARE\\MyL.Zip', 'HKCU\\SOFTWARE\\MyL.Zip'])
      expect((await systemTool('reg.exe', 'query', place)).code, place).not.toBe(0)
  })

  async function leftOfUpdates(): Promise<string[]> {
    return (await readdir(join(places.programFolder, '..'))).filter((name) => name.startsWith('mylzip-ssl-update'))
  }

  /** Has every adapter ask this DNS server before those it has; undefined takes it away again. */
  async function askFirst(server: string | undefined): Promise<void> {
    const script = join(folder.path, 'ask-first.ps1')
    await writeFile(script, askFirstScript)
    const args = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script, ...(server ? ['-Server', server] : [])]
    expect(await systemTool('WindowsPowerShell\\v1.0\\powershell.exe', ...args)).toMatchObject({ code: 0 })
  }
})

/** Node asks the servers that adapters name, in their order, and takes no notice of rules for single names. */
const askFirstScript = `param([string] $Server)
$ErrorActionPreference = 'Stop'
foreach ($adapter in Get-DnsClientServerAddress -AddressFamily IPv4 | Where-Object { $_.ServerAddresses }) {
    if ($Server) {
        Set-DnsClientServerAddress -InterfaceIndex $adapter.InterfaceIndex -ServerAddresses (@($Server) + $adapter.ServerAddresses)
    } else {
        Set-DnsClientServerAddress -InterfaceIndex $adapter.InterfaceIndex -ResetServerAddresses
    }
}
`
