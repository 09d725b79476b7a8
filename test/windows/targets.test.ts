import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pfxFiles } from '#main/composition/pfx-files.ts'
import { centralStore } from '#main/deploy-targets/iis/central-store.ts'
import { type WindowsSettings, windowsTarget } from '#main/deploy-targets/windows-target.ts'
import type { ScriptData } from '#main/system/powershell/powershell.port.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { createTestAuthority, type TestAuthority } from '../support/test-authority.ts'
import { memoryInMemory } from '../support/windows-target-bench.ts'

const isWindows = process.platform === 'win32'
const nasty = "O'Brien’s “$(throw 'run')” `n & %COMSPEC% ; exit 👩‍💻"

describe.skipIf(noPowerShell)(`programs of Windows that are told of a certificate${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  let first: Awaited<ReturnType<TestAuthority['issue']>>
  let second: typeof first
  beforeAll(async () => {
    under = await powershellForTest()
    const authority = await createTestAuthority()
    first = await authority.issue({ names: ['www.acme.test'] })
    second = await authority.issue({ names: ['www.acme.test'], key: 'rsa' })
  })
  afterAll(() => under.remove())
  const run = (script: string, data: Record<string, ScriptData>) => under.powershell.run({ script, data, answer: z.unknown() })

  test.skipIf(isWindows).each<[string, Record<string, ScriptData>, unknown]>([
    ['rdp/set-certificate', { thumbprint: nasty }, { present: false }],
    ['rdp/set-certificate', { thumbprint: '' }, { present: false }],
    [
      'winrm/set-listener',
      { address: nasty, port: 5986, hostName: nasty, thumbprint: nasty, exists: true },
      { present: false, running: false },
    ],
    ['http-sys/netsh', { verb: nasty, arguments: [nasty, ''] }, { present: false, code: 0, said: '' }],
    [
      'iis/set-site',
      { site: nasty, add: { information: nasty, flags: 1 }, remove: null, hsts: { enabled: true, maxAge: 1 } },
      { installed: false, found: false },
    ],
    ['iis/set-site', { site: nasty, add: null, remove: nasty, hsts: null }, { installed: false, found: false }],
    ['sql-server/set-certificate', { path: nasty, thumbprint: nasty }, { present: false }],
    ['sql-server/restart', { service: nasty, start: true }, { ran: false }],
  ])('%s says that its program is not here, and runs nothing of what it is given', async (script, data, answer) => {
    expect(await run(script, data)).toEqual(answer)
  })

  const kinds: WindowsSettings[] = [
    { kind: 'rdp' },
    { kind: 'winrm', port: 5986 },
    { kind: 'http-sys', port: 443, hostName: 'www.acme.test' },
    { kind: 'iis', site: nasty, port: 443 },
    { kind: 'sql-server', instance: 'MSSQLSERVER', port: 1433, restart: true },
  ]
  test.skipIf(isWindows).each(kinds)('where $kind is not, it presents nothing, and binding is refused with a reason', async (settings) => {
    const target = windowsTarget(settings, { id: 'one', powershell: under.powershell, pfx: pfxFiles, memory: memoryInMemory() })
    expect(await target.bound()).toBeUndefined()
    await expect(target.bind(first, first.thumbprint)).rejects.toMatchObject({
      code: 'TARGET_FAILED',
      data: { reason: expect.stringMatching(/\S/) },
    })
  })

  test('a central store gets its files in one step, keeps the previous one, and gives it back', async () => {
    const folder = join(under.home, `central ${isWindows ? "O'Brien’s $(throw) `n" : nasty}`)
    await mkdir(folder)
    const file = join(folder, 'www.acme.test.pfx')
    const central = centralStore(under.powershell, pfxFiles)
    // What somebody else could have made beforehand, to own what is written into it; and what a killed process left an hour ago.
    await writeFile(`${file}.new`, 'of somebody else')
    await writeFile(`${file}.0a.new`, 'left')
    await utimes(`${file}.0a.new`, 1, 1)

    expect(await central.read(file)).toBeUndefined()
    await central.write(file, first)
    expect(await central.read(file)).toBe(first.thumbprint)
    await central.write(file, second)
    expect(await central.read(file)).toBe(second.thumbprint)
    expect((await readdir(folder)).sort()).toEqual(['www.acme.test.pfx', 'www.acme.test.pfx.new', 'www.acme.test.pfx.previous'])
    expect(await readFile(`${file}.new`, 'utf8')).toBe('of somebody else')
    await central.takeBack(file)
    expect(await central.read(file)).toBe(first.thumbprint)
    await central.takeBack(file)
    expect((await readdir(folder)).sort()).toEqual(['www.acme.test.pfx', 'www.acme.test.pfx.new'])
  })

  test('what lay in a central store before is kept while others are written, and comes back; where nothing did, nothing', async () => {
    const folder = join(under.home, 'found central')
    await mkdir(folder)
    const [theirs, nobodys] = [join(folder, 'theirs.pfx'), join(folder, 'nobodys.pfx')]
    const central = centralStore(under.powershell, pfxFiles)
    await writeFile(theirs, await pfxFiles.write(first, ''))
    for (const file of [theirs, nobodys]) {
      await central.keepFound(file)
      await central.write(file, second)
      await central.write(file, second)
      await central.putBackFound(file)
    }
    expect([await central.read(theirs), await central.read(nobodys)]).toEqual([first.thumbprint, undefined])
    await central.write(theirs, second)
    await central.putBackFound(theirs)
    expect(await central.read(theirs)).toBe(first.thumbprint)
  })

  test('a file of the central store that is none, or has a password, is nobody’s certificate', async () => {
    const [noise, locked] = [join(under.home, 'noise.pfx'), join(under.home, 'locked.pfx')]
    await writeFile(noise, nasty)
    await writeFile(locked, await pfxFiles.write(first, 'a password'))
    for (const file of [noise, locked]) expect(await centralStore(under.powershell, pfxFiles).read(file)).toBeUndefined()
  })

  test('a folder that is not there is told, and no key stays anywhere', async () => {
    const writing = centralStore(under.powershell, pfxFiles).write(join(under.home, 'nowhere', 'a.pfx'), first)
    await expect(writing).rejects.toMatchObject({ code: 'POWERSHELL_FAILED', data: { script: 'iis/write-central' } })
    expect(await readdir(under.secretsFolder)).toEqual([])
  })
})
