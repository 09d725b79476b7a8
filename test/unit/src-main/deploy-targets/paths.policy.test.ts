import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { filesFault } from '#main/deploy-targets/files/files.policy.ts'
import { foldersAbove, isWithin, nameFault, pathFault, placeNamedBy } from '#main/deploy-targets/places/paths.policy.ts'
import { refuseOtherWriters } from '#main/deploy-targets/places/refuse-writers.adapter.ts'
import { posixWriters } from '#main/deploy-targets/places/writers.policy.ts'
import { scriptFault } from '#main/deploy-targets/script/script.policy.ts'
import { answeredThumbprint, scriptEnvironment } from '#main/deploy-targets/script/script-environment.policy.ts'
import { labelOf, placesOf, staysBehind } from '#main/deploying/places.policy.ts'
import type { PowerShell, ScriptCall } from '#main/system/powershell/powershell.port.ts'
import { openTo, type WindowsEntry, windowsWriters } from '#main/system/rights/windows-writers.policy.ts'

it.each([
  ['/etc/ssl/private', 'linux', undefined],
  ['etc/ssl', 'linux', 'it is not an absolute path'],
  ['/etc/../root', 'linux', 'it goes by way of “.” or “..”'],
  ['/etc/ssl\n', 'linux', 'it holds a control character'],
  ['C:\\ssl\\mail', 'win32', undefined],
  ['c:/ssl/mail', 'win32', undefined],
  ['\\\\server\\share', 'win32', 'it is not on a disk of this machine'],
  ['\\\\?\\C:\\ssl', 'win32', 'it is not on a disk of this machine'],
  ['\\ssl', 'win32', 'it does not begin with a drive'],
  ['C:ssl', 'win32', 'it does not begin with a drive'],
  ['C:\\ssl\\..\\Windows', 'win32', 'it goes by way of “.” or “..”'],
] as const)('the path %j on %s: %s', (path, platform, fault) => {
  expect(pathFault(path, platform)).toBe(fault)
})

test('a folder is told from one that only begins like it, and on Windows whatever its case', () => {
  expect(isWithin('/var/lib/mylzip/x', '/var/lib/mylzip', 'linux')).toBe(true)
  expect(isWithin('/var/lib/mylzip-ssl', '/var/lib/mylzip', 'linux')).toBe(false)
  expect(isWithin('C:\\PROGRAMDATA\\MyLZip-SSL\\agent', 'c:\\ProgramData\\mylzip-ssl\\', 'win32')).toBe(true)
  expect(foldersAbove('/usr/local/sbin/give', 'linux')).toEqual(['/usr/local/sbin', '/usr/local', '/usr', '/'])
  expect(foldersAbove('C:\\tools\\give.exe', 'win32')).toEqual(['C:\\tools', 'C:\\'])
})

test('no name of a file leads out of its folder, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      if (nameFault(name) !== undefined) return
      expect(name).not.toMatch(/[\\/\0]/)
      expect(['', '.', '..']).not.toContain(name)
    }),
  )
  for (const name of ['nul', 'COM1.pem', 'a.', 'a:b', '..', '']) expect(nameFault(name)).toBeTypeOf('string')
  expect(nameFault('mail.example.pem')).toBeUndefined()
})

const files = (changes: object = {}) =>
  TargetSettings.parse({
    kind: 'files',
    folder: '/etc/mail',
    files: [
      { content: 'fullchain', name: 'a.pem' },
      { content: 'key', name: 'a.key' },
    ],
    ...changes,
  }) as Parameters<typeof filesFault>[0]

it.each([
  [{}, 'linux', undefined],
  [{ files: [{ content: 'key', name: 'a.key' }] }, 'linux', /none of the files holds the certificate/],
  [{ files: [{ content: 'combined', name: 'a.pem', mode: '0644' }] }, 'linux', /everybody could read the private key in a\.pem/],
  [{ files: [{ content: 'fullchain', name: 'a.pem', mode: '0244' }] }, 'linux', /nobody could read a\.pem back/],
  [
    {
      files: [
        { content: 'fullchain', name: 'a.pem' },
        { content: 'chain', name: 'A.pem' },
      ],
    },
    'linux',
    /named twice/,
  ],
  [{ files: [{ content: 'fullchain', name: '../a.pem' }] }, 'linux', /cannot be the name of a file/],
  [{ files: [{ content: 'fullchain', name: 'a.pem.before-mylzip' }] }, 'linux', /for what was there before/],
  [{ folder: 'etc' }, 'linux', /not an absolute path/],
  [{ readers: ['S-1-5-20'] }, 'linux', /known to Windows alone/],
  [{ folder: 'C:\\mail', owner: { user: 0, group: 0 } }, 'win32', /no owners and modes/],
  [{ folder: 'C:\\mail', readers: ['S-1-5-20'] }, 'win32', undefined],
] as const)('files like %j on %s: %s', (changes, platform, fault) => {
  const found = filesFault(files(changes), platform)
  if (fault === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(fault)
})

it.each([
  [{ user: 0, mode: 0o755 }, undefined],
  [{ user: 1000, mode: 0o700 }, undefined],
  [{ user: 1001, mode: 0o700 }, 'it belongs to another user (1001)'],
  [{ user: 0, mode: 0o777 }, 'everybody may write there'],
  [{ user: 0, mode: 0o775 }, 'a group may write there'],
  [{ user: 0, mode: 0o1777 }, undefined],
] as const)('a folder with %j, for an agent that runs as 1000: %s', (entry, writers) => {
  expect(posixWriters({ isAbove: true, ...entry }, 1000)).toBe(writers)
})

it.each([
  ['/opt/x.sh', '/opt/x.sh', 'linux'],
  ['/opt/../home/x.sh', '/opt/../home/x.sh', 'linux'],
  ['../home/x.sh', '/opt/home/x.sh', 'linux'],
  ['x.sh', undefined, 'linux'],
  ['--quiet', undefined, 'linux'],
  ['C:\\tools\\..\\shared\\all\\give.ps1', 'C:\\tools\\..\\shared\\all\\give.ps1', 'win32'],
  ['\\\\server\\share\\give.ps1', '\\\\server\\share\\give.ps1', 'win32'],
  ['//server/share/give.ps1', '//server/share/give.ps1', 'win32'],
  ['\\shared\\all\\give.ps1', '\\shared\\all\\give.ps1', 'win32'],
  ['/shared/all/give.ps1', '/shared/all/give.ps1', 'win32'],
  ['..\\shared\\all\\give.ps1', 'C:\\shared\\all\\give.ps1', 'win32'],
  ['-File', undefined, 'win32'],
  ['/c', undefined, 'win32'],
  ['/p:C:\\x', undefined, 'win32'],
] as const)('the argument %j names the place %j on %s', (argument, place, platform) => {
  expect(placeNamedBy(argument, platform === 'win32' ? 'C:\\tools\\give.exe' : '/opt/tools/give', platform)).toBe(place)
})

test('a file has no sticky bit that would keep others from it', () => {
  expect(posixWriters({ isAbove: false, user: 0, mode: 0o1777 }, 0)).toBe('everybody may write there')
})

test('on Windows only the system, administrators and TrustedInstaller may change what runs as the system', () => {
  const users = 'S-1-5-32-545'
  const entry = (rights: number, changes: Partial<WindowsEntry['rules'][number]> = {}, owner = 'S-1-5-18'): WindowsEntry => ({
    path: 'C:\\tools',
    owner,
    rules: [
      { sid: 'S-1-5-32-544', rights: 0x1f01ff, allows: true, inheritOnly: false },
      { sid: users, rights, allows: true, inheritOnly: false, ...changes },
    ],
  })
  const [read, append, write, remove, generic] = [0x1200a9, 0x4, 0x2, 0x10000, 0x40000000]
  expect(windowsWriters(entry(read), 'file', [])).toBeUndefined()
  for (const rights of [append, write, remove, generic]) expect(windowsWriters(entry(rights), 'folder', [])).toContain(users)
  // Whoever may make a folder at the root of a drive cannot change the one that is there.
  expect(windowsWriters(entry(append), 'above', [])).toBeUndefined()
  expect(windowsWriters(entry(remove), 'above', [])).toContain(users)
  expect(windowsWriters(entry(write, { inheritOnly: true }), 'folder', [])).toBeUndefined()
  expect(windowsWriters(entry(write, { allows: false }), 'folder', [])).toBeUndefined()
  expect(windowsWriters(entry(read, {}, 'S-1-5-21-1-2-3-1001'), 'file', [])).toContain('another user')
  expect(windowsWriters(entry(read, {}, 'S-1-5-21-1-2-3-1001'), 'file', ['S-1-5-21-1-2-3-1001'])).toBeUndefined()
})

test('on Windows the folder of a file, and those above it, are asked about in turn', async () => {
  const [system, users] = ['S-1-5-18', 'S-1-5-32-545']
  const ask = (kind: 'file' | 'folder', open: string, rights: number) => {
    const run = async ({ answer, data }: ScriptCall<unknown>) =>
      answer.parse({
        own: system,
        entries: (data.paths as string[]).map((path) => ({
          path,
          owner: system,
          rules: path === open ? [{ sid: users, rights, allows: true, inheritOnly: false }] : [],
        })),
      })
    const powershell = { run } as unknown as PowerShell
    return refuseOtherWriters('C:\\tls\\mail', kind, { platform: 'win32', powershell, isService: true })
  }
  const [make, removeBelow] = [0x2, 0x40]
  await expect(ask('folder', 'C:\\tls\\mail', make)).rejects.toMatchObject({ code: 'TARGET_PLACE_UNSAFE', data: { path: 'C:\\tls\\mail' } })
  await expect(ask('folder', 'C:\\tls', removeBelow)).rejects.toMatchObject({ data: { path: 'C:\\tls' } })
  await expect(ask('file', 'C:\\tls', make)).rejects.toMatchObject({ data: { path: 'C:\\tls' } })
  await ask('folder', 'C:\\tls', make)
  await ask('folder', 'C:\\other', make)
})

test('a folder of keys without a password is open where everybody may read or change what is made there', () => {
  const entry = (sid: string, rights: number, changes = {}): WindowsEntry => ({
    path: '\\\\files\\certs',
    owner: 'S-1-5-21-1-2-3-1001',
    rules: [{ sid, rights, allows: true, inheritOnly: false, ...changes }],
  })
  const [read, modify, generic, traverse] = [0x1200a9, 0x1301bf, -0x80000000, 0x20]
  for (const sid of ['S-1-1-0', 'S-1-5-11', 'S-1-5-32-545', 'S-1-5-21-1-2-3-513']) {
    for (const rights of [read, modify, generic]) expect(openTo(entry(sid, rights, { inheritOnly: true }))).toContain(sid)
    expect(openTo(entry(sid, traverse))).toBeUndefined()
    expect(openTo(entry(sid, modify, { allows: false }))).toBeUndefined()
  }
  for (const sid of ['S-1-5-18', 'S-1-5-32-544', 'S-1-5-21-1-2-3-1105', 'S-1-3-0']) expect(openTo(entry(sid, modify))).toBeUndefined()
})

test('a script is given where programs are found, and no secret of this program’s own', () => {
  const own = { Path: 'C:\\Windows', MYLZIP_DNS_KEY: 'secret', NODE_OPTIONS: '--x', systemroot: 'C:\\Windows', HOME: undefined }
  expect(scriptEnvironment(own, 'check')).toEqual({ Path: 'C:\\Windows', systemroot: 'C:\\Windows', MYLZIP_ACTION: 'check' })
})

it.each([
  ['', undefined],
  ['  \n', undefined],
  [`${'ab'.repeat(20)}\n`, 'AB'.repeat(20)],
  [`${'AB:'.repeat(19)}AB\r\nand more`, 'AB'.repeat(20)],
  ['nginx 1.22', 'unreadable'],
  ['ab'.repeat(32), 'unreadable'],
])('a script that answers %j says %s', (printed, thumbprint) => {
  expect(answeredThumbprint(printed)).toBe(thumbprint)
})

test('Windows starts no batch file without a shell, and is told what to name instead', () => {
  const script = (program: string) => TargetSettings.parse({ kind: 'script', program }) as Parameters<typeof scriptFault>[0]
  expect(scriptFault(script('C:\\tools\\give.cmd'), 'win32')).toContain('without a shell')
  expect(scriptFault(script('C:\\tools\\give.exe'), 'win32')).toBeUndefined()
  expect(scriptFault(script('give'), 'linux')).toContain('not an absolute path')
})

test('each kind has a name, a place of its own, and says what stays of it', () => {
  const all = [
    { kind: 'rdp' },
    { kind: 'winrm' },
    { kind: 'http-sys', hostName: 'a.example' },
    { kind: 'iis', site: 'Default Web Site' },
    { kind: 'sql-server', restart: true },
    { kind: 'script', program: '/bin/x' },
  ].map((each) => TargetSettings.parse(each))
  const keys = [...all, files()].flatMap((each) => placesOf(each).map(({ key }) => key))
  expect(new Set(keys).size).toBe(keys.length)
  for (const settings of all) {
    expect(labelOf(settings)).not.toBe('')
    expect(staysBehind(settings, 'X', { wasTold: false, givenBack: false })).toEqual([])
    expect(staysBehind(settings, 'X', { wasTold: true, givenBack: false })).toHaveLength(1)
  }
  expect(staysBehind(files(), 'X', { wasTold: true, givenBack: true })).toEqual([])
})

test.each([
  ['WinRM has one listener', { kind: 'winrm', port: 5986 }, { kind: 'winrm', port: 5987 }, true],
  [
    'an address is one, however it is written',
    { kind: 'http-sys', address: '2001:DB8:0::1' },
    { kind: 'http-sys', address: '2001:db8::1' },
    true,
  ],
  ['sites without a name share a port', { kind: 'iis', site: 'A' }, { kind: 'iis', site: 'B' }, true],
  ['a site without a name, and what listens at every address', { kind: 'iis', site: 'A' }, { kind: 'http-sys' }, true],
  ['a site with a name, and the same name', { kind: 'iis', site: 'A', hostName: 'A.test' }, { kind: 'http-sys', hostName: 'a.test' }, true],
  ['sites with names', { kind: 'iis', site: 'A', hostName: 'a.test' }, { kind: 'iis', site: 'B', hostName: 'b.test' }, false],
  ['another port', { kind: 'iis', site: 'A' }, { kind: 'http-sys', port: 8443 }, false],
  [
    'a file of the central store',
    { kind: 'iis', site: 'A', hostName: 'a.test', centralStore: '\\\\Files\\certs' },
    { kind: 'iis', site: 'B', hostName: 'A.test', centralStore: '\\\\files\\certs\\', port: 8443 },
    true,
  ],
  ['a folder of Windows in another case', files({ folder: 'C:\\Tls' }), files({ folder: 'c:\\tls\\' }), true],
  ['a folder of another system in another case', files({ folder: '/etc/Tls' }), files({ folder: '/etc/tls' }), false],
])('whether two targets would take one place: %s', (_, one, other, is) => {
  const [mine, theirs] = [one, other].map((each) => placesOf(TargetSettings.parse(each)).map(({ key }) => key))
  expect(mine?.some((key) => theirs?.includes(key))).toBe(is)
})
