import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inEnglish } from '@mylzip/shared/domain/saying.ts'
import { type SettingsOf, TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFilesTarget } from '#main/deploy-targets/files/files-target.adapter.ts'
import { replaceFiles } from '#main/deploy-targets/files/replace-files.adapter.ts'
import { giveSecondName, isSameFile } from '#main/deploy-targets/files/second-name.adapter.ts'
import { withStage } from '#main/deploy-targets/files/stage.adapter.ts'
import type { GivenMemory } from '#main/deploy-targets/given-memory.port.ts'
import { refuseUnsafeProgram } from '#main/deploy-targets/places/refuse-unsafe.adapter.ts'
import { openssl } from '../../support/openssl.ts'
import { outcome } from '../../support/operations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

let authority: TestAuthority
let folder: Awaited<ReturnType<typeof temporaryFolder>>
const at = (file: string) => join(folder.path, file)
const around = () => ({
  platform: process.platform,
  powershell: undefined,
  dataFolder: '/var/lib/agent',
  programFolders: [],
  isService: false,
})

beforeAll(async () => {
  authority = await createTestAuthority()
})
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

function memoryOf(given: string | null = null): GivenMemory {
  return {
    get: async () => given,
    async set(now: string | null) {
      given = now
    },
  }
}

function target(files: object[], changes: object = {}, memory = memoryOf()) {
  const settings = TargetSettings.parse({ kind: 'files', folder: folder.path, files, ...changes }) as SettingsOf<'files'>
  return createFilesTarget(settings, {
    id: 'files:1',
    label: 'The mail server',
    around: around(),
    memory,
    password: async () => 'p"a$s w`ürd',
    random: randomBytes,
  })
}
const every = [
  { content: 'fullchain', name: 'full.pem' },
  { content: 'certificate', name: 'leaf.pem' },
  { content: 'chain', name: 'chain.pem' },
  { content: 'key', name: 'key.pem', mode: '0640' },
  { content: 'combined', name: 'all.pem' },
  { content: 'pfx', name: 'all.pfx' },
]

test('every form holds what it says, with its rights, and is read back', async () => {
  const [one, two] = [await authority.issue({ names: ['mail.example'] }), await authority.issue({ names: ['mail.example'] })]
  const files = target(every)
  expect(await files.bound()).toBeUndefined()
  await files.bind(one, one.thumbprint)
  expect(await files.bound()).toBe(one.thumbprint)
  const count = async (name: string, what: string) => (await readFile(at(name), 'utf8')).split(`BEGIN ${what}`).length - 1
  expect(await count('full.pem', 'CERTIFICATE')).toBe(2)
  expect(await count('leaf.pem', 'CERTIFICATE')).toBe(1)
  expect(await count('chain.pem', 'CERTIFICATE')).toBe(1)
  expect([await count('all.pem', 'CERTIFICATE'), await count('all.pem', 'PRIVATE KEY')]).toEqual([2, 1])
  const modes = await Promise.all(every.map(async ({ name }) => (await stat(at(name))).mode & 0o777))
  expect(modes).toEqual([0o644, 0o644, 0o644, 0o640, 0o600, 0o600])
  await writeFile(at('password'), 'p"a$s w`ürd')
  expect(openssl(['pkcs12', '-legacy', '-in', at('all.pfx'), '-passin', `file:${at('password')}`, '-nodes'], '')).toContain('PRIVATE KEY')

  await files.bind(two, two.thumbprint)
  expect(await files.bound()).toBe(two.thumbprint)
  expect((await readdir(folder.path)).sort()).toEqual([...every.map(({ name }) => name), 'password'].sort())
})

test('what somebody changes, takes away or opens to others is not there as it should be', async () => {
  const [one, two] = [await authority.issue({ names: ['a.example'] }), await authority.issue({ names: ['a.example'] })]
  const files = target(every)
  for (const spoil of [
    () => rm(at('chain.pem')),
    () => writeFile(at('key.pem'), two.privateKeyPem),
    () => writeFile(at('leaf.pem'), two.certificatePem),
    () => writeFile(at('full.pem'), 'nonsense'),
    () => writeFile(at('all.pfx'), 'nonsense'),
    () => writeFile(at('chain.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    () => chmod(at('key.pem'), 0o644),
  ]) {
    await files.bind(one, one.thumbprint)
    expect(await files.bound()).toBe(one.thumbprint)
    await spoil()
    expect(await files.bound()).toBeUndefined()
  }
})

test('what was there before is kept, and given back with its rights; what was not there goes', async () => {
  await writeFile(at('full.pem'), 'somebody else’s', { mode: 0o604 })
  await chmod(at('full.pem'), 0o604)
  const [one, two] = [await authority.issue({ names: ['a.example'] }), await authority.issue({ names: ['a.example'] })]
  const files = target(every.slice(0, 2))
  expect((await files.preview?.(one.thumbprint))?.map(inEnglish)).toEqual([
    `${at('full.pem')}: the certificate and its chain. What is there now is kept as full.pem.before-mylzip.`,
    `${at('leaf.pem')}: the certificate alone. The file is made.`,
  ])
  expect(await readdir(folder.path)).toEqual(['full.pem'])
  await files.bind(one, one.thumbprint)
  await files.bind(two, two.thumbprint)
  await files.takeBack?.(undefined)
  expect(await readdir(folder.path)).toEqual(['full.pem'])
  expect(await readFile(at('full.pem'), 'utf8')).toBe('somebody else’s')
  expect((await stat(at('full.pem'))).mode & 0o777).toBe(0o604)
})

test('giving back what was there begins anew where it was cut off, and ends with all of it', async () => {
  const one = await authority.issue({ names: ['a.example'] })
  const memory = memoryOf()
  const files = target(every.slice(0, 2), {}, memory)
  for (const name of ['full.pem', 'leaf.pem']) await writeFile(at(name), `${name} of somebody else`)
  await files.bind(one, one.thumbprint)

  await rename(at('leaf.pem.before-mylzip'), at('aside'))
  await mkdir(at('leaf.pem.before-mylzip'))
  expect(await outcome(files.takeBack?.(undefined) ?? Promise.resolve())).toBe('TARGET_FAILED')
  await rm(at('leaf.pem.before-mylzip'), { recursive: true })
  await rename(at('aside'), at('leaf.pem.before-mylzip'))
  const dying = { ...memory, set: () => Promise.reject(new Error('it was killed')) }
  await expect(target(every.slice(0, 2), {}, dying).takeBack?.(undefined)).rejects.toThrow('killed')

  await files.takeBack?.(undefined)
  await files.takeBack?.(undefined)
  expect((await readdir(folder.path)).sort()).toEqual(['full.pem', 'leaf.pem'])
  for (const name of ['full.pem', 'leaf.pem']) expect(await readFile(at(name), 'utf8')).toBe(`${name} of somebody else`)
})

test('set up again after it gave nothing back, it keeps what was put there meanwhile, and loses nothing that it kept before', async () => {
  const one = await authority.issue({ names: ['a.example'] })
  const two = every.slice(0, 2)
  for (const name of ['full.pem', 'leaf.pem']) await writeFile(at(name), 'the first of theirs')
  await target(two).bind(one, one.thumbprint)
  await writeFile(at('full.pem.before-mylzip.1'), 'kept even earlier')
  await rm(at('full.pem'))
  await writeFile(at('full.pem'), 'the second of theirs')
  await rm(at('leaf.pem'))

  const again = target(two)
  expect((await again.preview?.(one.thumbprint))?.map(inEnglish)).toEqual([
    expect.stringContaining('What is there now is kept as full.pem.before-mylzip. What was kept as full.pem.before-mylzip before'),
    expect.stringContaining('The file is made. What was kept as leaf.pem.before-mylzip before gets a number.'),
  ])
  await again.bind(one, one.thumbprint)
  const kept = ['full.pem.before-mylzip.1', 'full.pem.before-mylzip.2', 'leaf.pem.before-mylzip.1']
  expect((await readdir(folder.path)).sort()).toEqual(['full.pem', 'full.pem.before-mylzip', ...kept.slice(0, 2), 'leaf.pem', kept[2]])
  await again.takeBack?.(undefined)
  expect((await readdir(folder.path)).sort()).toEqual(['full.pem', ...kept])
  expect(await Promise.all(['full.pem', ...kept].map((name) => readFile(at(name), 'utf8')))).toEqual([
    'the second of theirs',
    ...['kept even earlier', 'the first of theirs', 'the first of theirs'],
  ])
})

test('where one file cannot be written the others stay as they were', async () => {
  const [one, two] = [await authority.issue({ names: ['a.example'] }), await authority.issue({ names: ['a.example'] })]
  const files = target(every.slice(0, 3))
  await files.bind(one, one.thumbprint)
  const before = await readFile(at('full.pem'), 'utf8')
  await rm(at('chain.pem'))
  await mkdir(at('chain.pem'))
  expect(await outcome(files.bind(two, two.thumbprint))).toBe('TARGET_PLACE_UNSAFE')
  expect(await readFile(at('full.pem'), 'utf8')).toBe(before)
  await rm(at('chain.pem'), { recursive: true })
  await files.bind(two, two.thumbprint)
  expect(await files.bound()).toBe(two.thumbprint)
})

test('what a killed process left half written is taken away, and files of others are not', async () => {
  const one = await authority.issue({ names: ['a.example'] })
  const left = '.full.pem.5a0e7c1f-0b0e-4d0e-8a53-1c1f6f1d0a02.mylzip-new'
  await writeFile(at(left), 'half')
  await writeFile(at('.other.pem.5a0e7c1f-0b0e-4d0e-8a53-1c1f6f1d0a02.mylzip-new'), 'another target’s')
  await target(every.slice(0, 1)).bind(one, one.thumbprint)
  expect((await readdir(folder.path)).sort()).toEqual(['.other.pem.5a0e7c1f-0b0e-4d0e-8a53-1c1f6f1d0a02.mylzip-new', 'full.pem'])
})

test('a key is written where nobody else may enter, and that is seen to before the first byte of it', async () => {
  const files = [{ name: 'a.key', bytes: Buffer.from('secret'), mode: 0o640 }]
  const owner = { user: process.getuid?.() ?? 0, group: process.getgid?.() ?? 0 }
  const seen: unknown[] = []
  const close = async (stage: string) => void seen.push('closed', await readdir(stage), (await stat(stage)).mode & 0o777)
  await withStage({ folder: folder.path, names: ['a.key'], close }, (stage) =>
    replaceFiles(files, {
      folder: folder.path,
      stage,
      owner,
      protect: async (file) => void seen.push(dirname(file) === stage, (await readdir(folder.path)).length),
    }),
  )
  expect(seen).toEqual(['closed', [], 0o700, true, 1])
  expect(await readdir(folder.path)).toEqual(['a.key'])
  expect((await stat(at('a.key'))).mode & 0o777).toBe(0o640)
})

const otherDisk = '/dev/shm'
const noOtherDisk = !existsSync(otherDisk) || statSync(otherDisk).dev === statSync(tmpdir()).dev
test.skipIf(noOtherDisk)('where a disk has no second names a whole copy has the same rights, and a link is not followed', async () => {
  const stage = await mkdtemp(join(otherDisk, 'second-names-'))
  try {
    await writeFile(at('a.key'), 'secret')
    await chmod(at('a.key'), 0o640)
    await giveSecondName(at('a.key'), join(stage, 'kept'), stage)
    expect(await readFile(join(stage, 'kept'), 'utf8')).toBe('secret')
    expect((await stat(join(stage, 'kept'))).mode & 0o777).toBe(0o640)
    expect(await isSameFile(at('a.key'), join(stage, 'kept'))).toBe(true)
    await symlink(at('a.key'), at('link'))
    await expect(giveSecondName(at('link'), join(stage, 'more'), stage)).rejects.toMatchObject({ code: 'ELOOP' })
    expect(await readdir(stage)).toEqual(['kept'])
  } finally {
    await rm(stage, { recursive: true })
  }
})

test('a link to elsewhere, a folder that everybody may write into, and one that is not there are refused', async () => {
  const one = await authority.issue({ names: ['a.example'] })
  const files = target(every.slice(0, 1))
  await writeFile(at('elsewhere'), 'precious')
  await symlink(at('elsewhere'), at('full.pem'))
  expect(await outcome(files.bind(one, one.thumbprint))).toBe('TARGET_PLACE_UNSAFE')
  expect(await readFile(at('elsewhere'), 'utf8')).toBe('precious')
  await rm(at('full.pem'))
  await mkdir(at('real'))
  await symlink(at('real'), at('link'))
  for (const place of ['link', 'gone', 'elsewhere'])
    expect(await outcome(target(every.slice(0, 1), { folder: at(place) }).bind(one, one.thumbprint))).toBe('TARGET_PLACE_UNSAFE')
  await chmod(at('real'), 0o777)
  expect(await outcome(target(every.slice(0, 1), { folder: at('real') }).bind(one, one.thumbprint))).toBe('TARGET_PLACE_UNSAFE')
})

test.skipIf(process.getuid?.() !== 0)('root writes no key where another user or a group could swap names', async () => {
  const one = await authority.issue({ names: ['a.example'] })
  await mkdir(at('theirs/tls'), { recursive: true })
  const tried = () => outcome(target(every.slice(0, 1), { folder: at('theirs/tls') }).bind(one, one.thumbprint))
  for (const place of ['theirs/tls', 'theirs']) {
    await chown(at(place), 1001, 0)
    expect(await tried()).toBe('TARGET_PLACE_UNSAFE')
    await chown(at(place), 0, 1001)
    await chmod(at(place), 0o2775)
    expect(await tried()).toBe('TARGET_PLACE_UNSAFE')
    await chmod(at(place), 0o2755)
  }
  expect(await readdir(at('theirs/tls'))).toEqual([])
  expect(await tried()).toBe('answered')
})

test('no program is run that somebody else could have changed, nor with a file that somebody else could', async () => {
  const tried = (program: string, ...args: string[]) => outcome(refuseUnsafeProgram(program, args, around()))
  await mkdir(at('tools'), { mode: 0o755 })
  await writeFile(at('tools/give'), '#!/bin/sh\n')
  await chmod(at('tools/give'), 0o644)
  expect(await tried(at('tools/give'))).toBe('TARGET_PLACE_UNSAFE')
  await chmod(at('tools/give'), 0o755)
  expect(await tried(at('tools/give'), '--quiet', '/no/such/file')).toBe('answered')
  await writeFile(at('tools/list'), '')
  expect(await tried(at('tools/give'), at('tools'), './list', 'tools/list', 'http://a.example/?b', `${'long/'.repeat(999)}`)).toBe(
    'answered',
  )
  await mkdir(at('open'))
  await writeFile(at('open/x.sh'), '')
  for (const mode of [0o777, 0o1777]) {
    await chmod(at('open'), mode)
    for (const argument of [`${at('tools')}/../open/x.sh`, at('open'), at('open/not-yet.sh'), at('open/not/yet.sh'), '../open/not-yet.sh'])
      expect(await tried(at('tools/give'), argument)).toBe('TARGET_PLACE_UNSAFE')
  }
  await chmod(at('open'), 0o777)
  expect(await tried(at('tools/give'), '../open/x.sh')).toBe('TARGET_PLACE_UNSAFE')
  expect(await tried(at('tools/give'), '/etc/../home/x.sh')).toBe('TARGET_PLACE_UNSAFE')
  await chmod(at('tools/list'), 0o666)
  expect(await tried(at('tools/give'), at('tools/list'))).toBe('TARGET_PLACE_UNSAFE')
  await chmod(at('tools'), 0o775)
  expect(await tried(at('tools/give'))).toBe('TARGET_PLACE_UNSAFE')
  await chmod(at('tools'), 0o755)
  await rename(at('tools/give'), at('tools/real'))
  await symlink(at('tools/real'), at('tools/give'))
  expect(await tried(at('tools/give'))).toBe('TARGET_PLACE_UNSAFE')
  expect(await tried('tools/real')).toBe('TARGET_PLACE_UNSAFE')
})
