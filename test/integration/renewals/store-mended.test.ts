import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { placeInStore } from '#main/backup/restore/place.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { certificateState } from '#main/renewals/due-tasks.ts'
import type { Keeper } from '#main/renewals/keeper.service.ts'
import { startKeptCertificate } from '../../support/kept-certificate.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import type { RenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`what lies in the store of the certificate in use (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let keeper: Keeper
  let id: string

  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    ;({ bench, keeper, id } = await startKeptCertificate(pebble))
  })
  afterEach(() => bench.stop())

  const store = () => join(bench.folder, 'certificates')
  const nameFolder = () => join(store(), 'store.myl.test')
  async function fileInStore(name: string): Promise<string> {
    const version = await versionRepository(bench.db).latestIssued(id)
    return join(dirname(version?.key_location ?? ''), name)
  }
  const view = () => bench.certificates.get(id)
  const health = async () => (await view()).health
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777
  /** The newest first. */
  const told = async () => (await bench.audit.list({ limit: 10 })).entries
  const actions = async () => (await told()).map(({ action }) => action)
  /** Its sealed copy is gone: nothing serves it in these tests, so no run has destroyed that. */
  async function notExportable(): Promise<void> {
    id = await bench.ordered(['sealed-nowhere.myl.test'], { exportable: false })
    await versionRepository(bench.db).destroyKey(id, 1)
  }

  describe('and was damaged before a start', () => {
    it.each([
      ['cert.pem', ''],
      ['cert.pem', 'not a certificate'],
      ['privkey.pem', 'not a key'],
      ['chain.pem', ''],
      ['fullchain.pem', 'not a chain'],
    ])('is written anew (%s, “%s”)', async (name, damaged) => {
      const file = await fileInStore(name)
      const whole = await readFile(file, 'utf8')
      await writeFile(file, damaged)
      expect(await keeper.serveAgain()).toEqual([])
      expect(await readFile(file, 'utf8')).toBe(whole)
    })

    it('is written anew around the one copy of a key, which stays where it is', async () => {
      await notExportable()
      for (const name of ['cert.pem', 'chain.pem', 'fullchain.pem']) {
        const file = await fileInStore(name)
        const whole = await readFile(file, 'utf8')
        await rm(file)
        expect(await keeper.serveAgain()).toEqual([])
        expect(await readFile(file, 'utf8')).toBe(whole)
      }
    })

    it('is written anew by a restore, which puts in place what it restored', async () => {
      for (const name of ['cert.pem', 'chain.pem', 'privkey.pem']) {
        const file = await fileInStore(name)
        const whole = await readFile(file, 'utf8')
        await writeFile(file, 'garbage')
        expect(await placeInStore(bench)).toEqual([])
        expect(await readFile(file, 'utf8')).toBe(whole)
      }
    })

    it('is tried again each minute where the start could not put it right', async () => {
      const file = await fileInStore('chain.pem')
      const whole = await readFile(file, 'utf8')
      await writeFile(file, 'not a chain')
      vi.spyOn(bench.store, 'mend').mockRejectedValueOnce(new Refusal('STORE_FAILED', { store: file, reason: 'EBUSY' }))
      expect(await keeper.serveAgain()).toEqual([id])
      expect(await health()).toBe('not-protected')
      await keeper.look()
      expect(await readFile(file, 'utf8')).toBe(whole)
      expect(await health()).toBe('protected')
    })
  })

  describe('and was damaged in the minute after its run, before anybody looked', () => {
    it.each(['fullchain.pem', 'cert.pem'])('is written anew, and its key closed again (%s)', async (name) => {
      for (const version of ['the first', 'its renewal']) {
        if (version === 'its renewal') expect(await bench.renewed(id)).toBeUndefined()
        const [file, key] = [await fileInStore(name), await fileInStore('privkey.pem')]
        const whole = await readFile(file, 'utf8')
        await writeFile(file, 'garbage')
        await chmod(key, 0o644)
        await keeper.look()
        expect(await readFile(file, 'utf8')).toBe(whole)
        expect(await modeOf(key)).toBe(0o600)
        expect((await actions()).slice(0, 2)).toEqual(['certificate-put-back', 'key-made-private'])
      }
    })
  })

  describe('and is touched while the program runs', () => {
    beforeEach(() => keeper.look())

    it('is put back, and told in the log; what nobody touched is not read', async () => {
      const read = vi.spyOn(bench.store, 'mend')
      await keeper.look()
      expect(read).not.toHaveBeenCalled()
      const file = await fileInStore('chain.pem')
      const whole = await readFile(file, 'utf8')
      await writeFile(file, whole.slice(0, 40))
      await keeper.look()
      expect(await readFile(file, 'utf8')).toBe(whole)
      expect((await told())[0]).toMatchObject({ action: 'certificate-put-back', subject: 'store.myl.test' })
    })

    it('is put right and told once, though a thorough look comes at the same moment', async () => {
      await chmod(await fileInStore('privkey.pem'), 0o640)
      await rm(await fileInStore('chain.pem'))
      await Promise.all([keeper.serveAgain(), keeper.look(), keeper.look()])
      expect((await actions()).slice(0, 3)).toEqual(['certificate-put-back', 'key-made-private', 'run-succeeded'])
    })

    it('is protected no longer when its folder was taken away and does not come back, and is once the store takes it', async () => {
      expect(await health()).toBe('protected')
      const file = await fileInStore('privkey.pem')
      await rm(store(), { recursive: true })
      await writeFile(store(), 'where a folder was')
      await keeper.look()
      expect(await health()).toBe('not-protected')
      expect((await view()).current).toMatchObject({ store: null, states: { installed: null } })
      await rm(store())
      await keeper.look()
      expect(await health()).toBe('protected')
      expect(await readFile(file, 'utf8')).toContain('PRIVATE KEY')
      expect(await bench.store.current('store.myl.test')).toBe((await view()).current?.thumbprint)
    })

    it('is looked for in its own folder alone: a copy beside it hides no damage', async () => {
      // Whichever of the two the system lists first.
      for (const copy of ['store.myl.test.bak', 'a.copy']) {
        await cp(nameFolder(), join(store(), copy), { recursive: true, verbatimSymlinks: true })
        const file = await fileInStore('chain.pem')
        const whole = await readFile(file, 'utf8')
        await rm(file)
        await keeper.look()
        expect(await readFile(file, 'utf8')).toBe(whole)
      }
    })

    it('is put back where programs look for it when its folder was moved elsewhere in the store', async () => {
      const file = await fileInStore('privkey.pem')
      const key = await readFile(file, 'utf8')
      await rename(nameFolder(), join(store(), 'moved'))
      await keeper.look()
      expect(await readFile(file, 'utf8')).toBe(key)
      expect((await view()).current?.store?.keyLocation).toBe(file)
      expect(await health()).toBe('protected')
    })

    it.each(['a folder', 'a file'])(
      'with %s in the pointer’s place is not protected, names that very place, and is as soon as it is gone',
      async (what) => {
        const current = join(nameFolder(), 'current')
        await rm(current)
        if (what === 'a folder') await mkdir(current)
        else await writeFile(current, 'somebody’s own')
        for (const _ of ['at once', 'a minute later']) {
          await keeper.look()
          expect(await health()).toBe('not-protected')
        }
        const [entry, ...earlier] = await told()
        expect(entry).toMatchObject({
          action: 'certificate-not-in-place',
          sentence: expect.stringContaining(`${current} is in the way`),
        })
        expect(
          earlier.map(({ action }) => action),
          'it is told once',
        ).not.toContain('certificate-not-in-place')
        expect((await readdir(nameFolder())).sort(), 'nothing is left behind').toEqual(['current', 'versions'])
        if (what === 'a file') expect(await readFile(current, 'utf8')).toBe('somebody’s own')
        await rm(current, { recursive: true })
        await keeper.look()
        expect(await health()).toBe('protected')
        expect(await bench.store.current('store.myl.test')).toBe((await view()).current?.thumbprint)
        expect((await actions())[0]).toBe('certificate-put-back')
      },
    )

    it('is not ordered anew once it is in place again, though a try to put it there had failed', async () => {
      const current = join(nameFolder(), 'current')
      await rm(current)
      await mkdir(current)
      await keeper.look()
      expect(await bench.renewed(id)).toBe('STORE_PLACE_TAKEN')
      await keeper.look()
      expect(await view()).toMatchObject({ health: 'not-protected', failure: { code: 'STORE_PLACE_TAKEN' } })
      await rm(current, { recursive: true })
      await keeper.look()
      expect(await view()).toMatchObject({ health: 'protected', failure: null, current: { number: 1 } })
      const row = await certificateRepository(bench.db).find(id)
      expect(row && (await certificateState(bench.db, row)).nextAttemptAt).toBeNull()
    })

    it('does not lose its one copy of the key to a folder in the pointer’s place', async () => {
      await notExportable()
      await keeper.look()
      const current = join(store(), 'sealed-nowhere.myl.test', 'current')
      await rm(current)
      await mkdir(current)
      await keeper.look()
      expect(await view()).toMatchObject({ health: 'not-protected', current: { keyCustody: 'destroyed', store: null } })
      expect((await certificateRepository(bench.db).find(id))?.renewal_reason).not.toBe('emergency')
      await rm(current, { recursive: true })
      await keeper.look()
      expect(await health()).toBe('protected')
    })

    it('is pointed to again when the pointer leads to another folder, or to another version', async () => {
      const { thumbprint = '' } = (await view()).current ?? {}
      await bench.renewed(id)
      const newer = (await view()).current?.thumbprint ?? ''
      await keeper.look()
      for (const target of [join('versions', thumbprint), join(bench.folder, 'elsewhere', newer)]) {
        await rm(join(nameFolder(), 'current'))
        await symlink(target, join(nameFolder(), 'current'))
        await keeper.look()
        expect(await bench.store.current('store.myl.test')).toBe(newer)
      }
    })

    it('has its key, when others got rights on it, taken from them, and tells whether they could read it', async () => {
      const [key, folder] = [await fileInStore('privkey.pem'), await fileInStore('.')]
      await chmod(key, 0o644)
      await keeper.look()
      expect(await modeOf(key)).toBe(0o600)
      expect((await told())[0]).toMatchObject({
        action: 'key-made-private',
        subject: 'store.myl.test',
        detail: { path: key, rights: '0644', reach: 'closed' },
        sentence: expect.stringContaining('kept them out'),
      })
      expect(await health()).toBe('protected')

      const wayUp = [folder, join(nameFolder(), 'versions'), nameFolder(), store(), bench.folder]
      for (const path of [key, ...wayUp]) await chmod(path, 0o755)
      await keeper.look()
      expect([await modeOf(key), await modeOf(folder)]).toEqual([0o600, 0o700])
      expect((await told())[0]).toMatchObject({
        detail: { path: key, rights: '0755', reach: 'open' },
        sentence: expect.stringContaining('“mylzip revoke” with keyCompromise'),
      })
      const before = await told()
      await keeper.look()
      expect(await told(), 'it is told once').toEqual(before)
    })

    it('has the keys of its earlier versions closed as well, though nobody touched the one in use', async () => {
      const earlier = await fileInStore('privkey.pem')
      await bench.renewed(id)
      for (const _ of ['the new one is seen', 'and nothing of it changes']) await keeper.look()
      await chmod(earlier, 0o666)
      await chmod(dirname(earlier), 0o755)
      await keeper.look()
      expect([await modeOf(earlier), await modeOf(dirname(earlier))]).toEqual([0o600, 0o700])
      expect((await told())[0]).toMatchObject({ action: 'key-made-private', subject: 'store.myl.test', detail: { path: earlier } })
    })

    it.skipIf(process.getuid?.() !== 0)('has its key taken back from another user it was given to', async () => {
      const key = await fileInStore('privkey.pem')
      await chown(key, 65_534, 65_534)
      await keeper.look()
      expect((await stat(key)).uid).toBe(0)
      expect((await told())[0]).toMatchObject({ action: 'key-made-private', detail: { rights: '0600, another user’s' } })
    })
  })
})
