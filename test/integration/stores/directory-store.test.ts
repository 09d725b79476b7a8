import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDirectoryStore } from '#main/stores/directory-store.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'
import { storeRoundTrip } from './round-trip.ts'

for (const current of ['link', 'file'] as const)
  storeRoundTrip(`the directory store (current by ${current})`, async () => {
    const temporary = await temporaryFolder()
    const store = createDirectoryStore({ folder: join(temporary.path, 'certificates'), current })
    return {
      store,
      dispose: temporary.remove,
      loseKey: async (name, thumbprint) => rm((await store.find(name, thumbprint))?.keyLocation ?? ''),
    }
  })

async function issueFor(names = ['desk.acme.test']) {
  return (await createTestAuthority()).issue({ names })
}

describe('the directory store', () => {
  test('only its owner can read a key or enter the folder', async () => {
    const folder = await folderForTest()
    const bundle = await issueFor()
    const installed = await createDirectoryStore({ folder }).install(bundle)
    const versions = join(folder, 'desk.acme.test', 'versions')
    const mode = async (path: string) => (await stat(path)).mode & 0o777
    expect(await mode(installed.keyLocation)).toBe(0o600)
    for (const path of [folder, join(folder, 'desk.acme.test'), versions, join(versions, bundle.thumbprint)])
      expect(await mode(path)).toBe(0o700)
  })

  test.skipIf(process.platform === 'win32')(
    'rights that others got on its keys, of earlier versions too, are taken from them',
    async () => {
      const folder = await folderForTest()
      const store = createDirectoryStore({ folder })
      const authority = await createTestAuthority()
      const installed = [1, 2].map(async () => store.install(await authority.issue({ names: ['desk.acme.test'] })))
      const keys = (await Promise.all(installed)).map(({ keyLocation }) => keyLocation)
      const [first = '', second = ''] = keys
      const rights = async () => Promise.all(keys.map(async (key) => (await stat(key)).mode & 0o777))
      await chmod(first, 0o640)
      await chmod(second, 0o604)
      expect(await store.keepKeysPrivate('desk.acme.test')).toMatchObject({ readable: false })
      expect(await rights()).toEqual([0o600, 0o600])
      await chmod(dirname(first), 0o770)
      expect(await store.keepKeysPrivate('desk.acme.test')).toEqual({ path: dirname(first), rights: '0770', readable: false })
      expect(await store.keepKeysPrivate('desk.acme.test')).toBeUndefined()
      // What a link leads to belongs to somebody else.
      const theirs = join(folder, 'theirs')
      await writeFile(theirs, '')
      await chmod(theirs, 0o644)
      await rm(first)
      await symlink(theirs, first)
      expect(await store.keepKeysPrivate('desk.acme.test')).toBeUndefined()
      expect((await stat(theirs)).mode & 0o777).toBe(0o644)
    },
  )

  test('programs find the files by the names they know, behind a link that stays the same', async () => {
    const folder = await folderForTest()
    const store = createDirectoryStore({ folder })
    const bundle = await issueFor(['*.acme.test'])
    await store.install(bundle)
    await store.makeCurrent(bundle.name, bundle.thumbprint)
    const current = join(folder, '_.acme.test', 'current')
    expect(await readlink(current)).toBe(join('versions', bundle.thumbprint))
    expect((await readdir(current)).sort()).toEqual(['cert.pem', 'chain.pem', 'fullchain.pem', 'privkey.pem'])
    expect(await readFile(join(current, 'fullchain.pem'), 'utf8')).toBe(bundle.certificatePem + bundle.chainPem.join(''))
  })

  test('what a killed process left half done is swept away by the next installation', async () => {
    const folder = await folderForTest()
    const versions = join(folder, 'desk.acme.test', 'versions')
    const leftBehind = ['new', 'gone'].map((what) => join(versions, `.${what}-${randomUUID()}`))
    for (const left of leftBehind) {
      await mkdir(left, { recursive: true })
      for (const name of ['privkey.pem', `.cert.pem.${randomUUID()}.tmp`]) await writeFile(join(left, name), 'what nobody needs')
    }
    const bundle = await issueFor()
    await createDirectoryStore({ folder }).install(bundle)
    expect(await readdir(versions)).toEqual([bundle.thumbprint])
  })

  test('what a person has laid beside its files is never removed, and is named', async () => {
    const folder = await folderForTest()
    const store = createDirectoryStore({ folder })
    const bundle = await issueFor()
    const version = dirname((await store.install(bundle)).location)
    await store.makeCurrent(bundle.name, bundle.thumbprint)
    const theirs = [join(version, 'notes.txt'), join(version, 'more', 'privkey.pem'), join(dirname(version), '.new-ideas', 'privkey.pem')]
    for (const file of theirs) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, 'a person’s own')
    }
    expect((await store.remove(bundle.name, bundle.thumbprint)).sort()).toEqual([join(version, 'more'), join(version, 'notes.txt')])
    expect((await readdir(version)).sort()).toEqual(['more', 'notes.txt'])
    expect(await store.current(bundle.name)).toBeUndefined()
    await store.install(bundle)
    expect(await store.load(bundle.name, bundle.thumbprint)).toMatchObject({ privateKeyPem: bundle.privateKeyPem })
    for (const file of theirs) expect(await readFile(file, 'utf8')).toBe('a person’s own')
  })

  test('what lies where a folder is needed is named, and not replaced', async () => {
    const folder = await folderForTest()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'a file'), '')
    const store = createDirectoryStore({ folder: join(folder, 'a file', 'certificates') })
    await expect(store.install(await issueFor())).rejects.toMatchObject({
      code: 'STORE_PLACE_TAKEN',
      data: { path: join(folder, 'a file') },
    })
    expect(await readFile(join(folder, 'a file'), 'utf8')).toBe('')
  })

  test('dying before any change of the disk, it holds whole certificates only, and the current one is one of them', async () => {
    const authority = await createTestAuthority()
    const [old, next] = [await authority.issue({ names: ['desk.acme.test'] }), await authority.issue({ names: ['desk.acme.test'] })]
    const seen: string[] = []
    for (let step = 1, ended = false; !ended; step++) {
      const folder = await folderForTest()
      const store = createDirectoryStore({ folder })
      await store.install(old)
      await store.makeCurrent(old.name, old.thumbprint)
      await writeFile(`${folder}.json`, JSON.stringify([old, next]))
      const crasher = fork(programFile('store-crasher.ts'), [folder, `${folder}.json`, String(step)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const [code, signal] = await once(crasher, 'exit')
      expect([code, signal]).toEqual(code === 0 ? [0, null] : [null, 'SIGKILL'])
      ended = code === 0
      await expectWhole(folder, [old, next])
      const current = await store.current('desk.acme.test')
      expect([old.thumbprint, next.thumbprint]).toContain(current)
      seen.push(current === next.thumbprint ? 'next' : 'old')
      // And the next start can go on from there.
      await store.install(next)
      await store.makeCurrent(next.name, next.thumbprint)
      await store.remove(old.name, old.thumbprint)
      expect(await readdir(join(folder, 'desk.acme.test', 'versions'))).toEqual([next.thumbprint])
    }
    expect(seen.length).toBeGreaterThan(20)
    expect([...seen].sort().reverse()).toEqual(seen)
    expect(new Set(seen)).toEqual(new Set(['old', 'next']))
  })

  test('killed at any moment, the same holds', async () => {
    const folder = await folderForTest()
    const authority = await createTestAuthority()
    const bundles = await Promise.all([1, 2, 3].map(() => authority.issue({ names: ['desk.acme.test'] })))
    const store = createDirectoryStore({ folder })
    for (const bundle of bundles) {
      await store.install(bundle)
      await store.makeCurrent(bundle.name, bundle.thumbprint)
    }
    await writeFile(`${folder}.json`, JSON.stringify(bundles))
    for (let kill = 0; kill < 15; kill++) {
      await killWriter(folder, kill)
      await expectWhole(folder, bundles)
      expect(await store.current('desk.acme.test')).toBeDefined()
    }
  })

  test.skipIf(noTinyDisk)(
    `a full disk refuses the new certificate and keeps the old one${noTinyDisk ? ` (${noTinyDisk})` : ''}`,
    async () => {
      const disk = await tinyDisk(64)
      onTestFinished(disk.remove)
      const store = createDirectoryStore({ folder: join(disk.path, 'certificates') })
      const [old, next] = [await issueFor(), await issueFor()]
      await store.install(old)
      await store.makeCurrent(old.name, old.thumbprint)
      const filler = join(disk.path, 'filler')
      await writeFile(filler, Buffer.alloc(64 * 1024)).catch(() => undefined)
      await expect(store.install(next)).rejects.toMatchObject({ code: 'DISK_FULL' })
      expect(await readdir(join(disk.path, 'certificates', 'desk.acme.test', 'versions'))).toEqual([old.thumbprint])
      expect(await store.current('desk.acme.test')).toBe(old.thumbprint)
      await rm(filler)
      expect(await store.install(next)).toMatchObject({ hasKey: true })
    },
  )
})

async function folderForTest(): Promise<string> {
  const temporary = await temporaryFolder()
  onTestFinished(temporary.remove)
  return join(temporary.path, 'certificates')
}

/** Every version that can be seen is one of these, byte for byte. */
async function expectWhole(folder: string, bundles: Awaited<ReturnType<typeof issueFor>>[]): Promise<void> {
  const versions = await readdir(join(folder, 'desk.acme.test', 'versions'))
  for (const name of versions.filter((version) => !version.startsWith('.'))) {
    const { thumbprint: _, ...bundle } = bundles.find(({ thumbprint }) => thumbprint === name) ?? {}
    expect(await createDirectoryStore({ folder }).load('desk.acme.test', name)).toEqual(bundle)
  }
}

const programFile = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts a writer and kills it some milliseconds after its first write, later each time. */
async function killWriter(folder: string, kill: number): Promise<void> {
  const writer = fork(programFile('store-writer.ts'), [folder, `${folder}.json`], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(writer, 'exit')
  await once(writer, 'message')
  await new Promise((resolve) => setTimeout(resolve, kill * 1.7))
  writer.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}
