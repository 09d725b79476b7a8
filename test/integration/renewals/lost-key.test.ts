import { chmod, chown, lchown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '#main/certificates/version.repository.ts'
import { checkStore } from '#main/doctor/checks/store.check.ts'
import { createDueTasks } from '#main/renewals/due-tasks.ts'
import type { Keeper } from '#main/renewals/keeper.service.ts'
import { startKeptCertificate } from '../../support/kept-certificate.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import type { RenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`the key in the store of the certificate in use (${needsPebble})`, () => {
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
  async function fileInStore(name: string): Promise<string> {
    const version = await versionRepository(bench.db).latestIssued(id)
    return join(dirname(version?.key_location ?? ''), name)
  }
  const view = () => bench.certificates.get(id)
  const health = async () => (await view()).health
  /** The newest first. */
  const told = async () => (await bench.audit.list({ limit: 10 })).entries
  const actions = async () => (await told()).map(({ action }) => action)
  /** What the doctor says of the store. */
  async function lookedAt(name: string, isOnlyCopy: boolean) {
    const version = await versionRepository(bench.db).latestIssued(id)
    const { thumbprint, chain_pem: chainPem } = version && isIssued(version) ? version : expect.fail('there is no version')
    return checkStore(bench.store, store(), [{ name, number: 1, thumbprint, chainPem, isOnlyCopy }]).look(AbortSignal.timeout(5_000))
  }
  const nobody = 65_534
  /** As that user, whom the whole data folder belongs to. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    try {
      process.seteuid?.(nobody)
      return await work()
    } finally {
      process.seteuid?.(0)
    }
  }
  /** Its sealed copy is gone: nothing serves it in these tests, so no run has destroyed that. */
  async function notExportable(): Promise<void> {
    id = await bench.ordered(['sealed-nowhere.myl.test'], { exportable: false })
    await versionRepository(bench.db).destroyKey(id, 1)
  }

  describe.skipIf(process.getuid?.() !== 0)('and its key was put there by another user, who cannot be dispossessed', () => {
    const lookedAsNobody = () => asNobody(() => keeper.look())
    async function rootsKey(mode: number): Promise<string> {
      for (const path of await readdir(bench.folder, { recursive: true })) await lchown(join(bench.folder, path), nobody, nobody)
      await chown(bench.folder, nobody, nobody)
      await lookedAsNobody()
      const key = await fileInStore('privkey.pem')
      await chown(key, 0, 0)
      await chmod(key, mode)
      return key
    }

    it.each([0o600, 0o644])('is replaced by what is sealed (%o)', async (mode) => {
      const key = await rootsKey(mode)
      const whole = await readFile(key, 'utf8')
      await lookedAsNobody()
      expect(await stat(key)).toMatchObject({ uid: nobody, mode: 0o100_600 })
      expect(await readFile(key, 'utf8')).toBe(whole)
      expect(await health()).toBe('protected')
    })

    it('is not lost where it is the only copy: it is replaced where it can be read, and waited for where not', async () => {
      await notExportable()
      const key = await rootsKey(0o600)
      await lookedAsNobody()
      expect(await view()).toMatchObject({ health: 'not-protected', current: { keyCustody: 'destroyed' } })
      await chmod(key, 0o644)
      await lookedAsNobody()
      expect(await stat(key)).toMatchObject({ uid: nobody, mode: 0o100_600 })
      expect(await view()).toMatchObject({ health: 'protected', current: { number: 1, keyCustody: 'destroyed' } })
    })
  })

  it.skipIf(process.getuid?.() !== 0)(
    'whose folder is another user’s, who keeps it, is not protected: log and doctor say whose folder it is',
    async () => {
      for (const path of await readdir(bench.folder, { recursive: true })) await lchown(join(bench.folder, path), nobody, nobody)
      await chown(bench.folder, nobody, nobody)
      await asNobody(() => keeper.look())
      const folder = dirname(await fileInStore('privkey.pem'))
      await chown(folder, 0, 0)
      await chmod(folder, 0o755)
      await asNobody(() => keeper.look())
      expect(await health()).toBe('not-protected')
      const said = `The folder ${folder}, in which a private key lies, belongs to another user`
      expect((await told())[0]).toMatchObject({ action: 'certificate-not-in-place', sentence: expect.stringContaining(said) })
      expect(await asNobody(() => lookedAt('store.myl.test', false))).toMatchObject({
        code: 'STORE_FOLDER_FOREIGN',
        sentence: expect.stringContaining(said),
        nextStep: expect.stringContaining(`Give ${folder} and what lies in it to the user whom the program runs as`),
      })
      await chown(folder, nobody, nobody)
      await asNobody(() => keeper.look())
      expect(await health()).toBe('protected')
      expect(await asNobody(() => lookedAt('store.myl.test', false))).toMatchObject({ status: 'ok' })
    },
  )

  describe('when it was the only copy of a key, and is gone', () => {
    beforeEach(async () => {
      await notExportable()
      await keeper.look()
    })
    const folder = () => join(store(), 'sealed-nowhere.myl.test')

    const looked = () => lookedAt('sealed-nowhere.myl.test', true)

    it('is not called lost where only the certificate beside it is gone or unreadable, and is where it is gone itself', async () => {
      const [certificate, key] = await Promise.all(['cert.pem', 'privkey.pem'].map(fileInStore))
      await rm(certificate ?? '')
      const reason = 'its cert.pem is missing, or damaged'
      expect(await looked()).toMatchObject({ code: 'STORE_DAMAGED', sentence: expect.stringContaining(reason) })
      await expect(bench.store.load('sealed-nowhere.myl.test', (await view()).current?.thumbprint ?? '')).rejects.toMatchObject({
        data: { reason: 'the certificate beside the key is missing' },
      })
      await writeFile(certificate ?? '', 'garbage')
      expect(await looked()).toMatchObject({ code: 'STORE_DAMAGED', sentence: expect.stringContaining(reason) })
      await rm(key ?? '')
      expect(await looked()).toMatchObject({ code: 'KEY_LOST' })
    })

    it('is told as lost once, with what takes its place, and another is ordered', async () => {
      await rm(folder(), { recursive: true })
      for (const _ of ['at once', 'a minute later']) await keeper.look()
      expect(await keeper.serveAgain()).toEqual([id])
      expect(await looked()).toMatchObject({ code: 'KEY_LOST' })
      expect(await view()).toMatchObject({ health: 'not-protected', current: { keyCustody: 'lost', store: null } })
      expect((await actions()).filter((action) => action === 'key-lost')).toHaveLength(1)
      expect((await told())[0]).toMatchObject({
        action: 'key-lost',
        sentence: expect.stringMatching(/only copy .* is gone .* A certificate with a new key is ordered in its place\./),
      })
      const row = await certificateRepository(bench.db).find(id)
      expect(row).toMatchObject({ renewal_reason: 'emergency' })
      expect(row?.renewal_at).toBeLessThanOrEqual(bench.clock.now())
      expect(await whatIsDue()).toContain(`run:${id}`)
      const began = (await told()).find(({ action }) => action === 'run-started')
      expect(began?.sentence).toBe('Work on the certificate began: the private key of the certificate in use was lost.')
      expect((await view()).current).toMatchObject({ number: 2, store: { location: expect.any(String) } })
    })

    const certificate = () => certificateRepository(bench.db).find(id)
    /** What the scheduler finds to do now does it. */
    async function whatIsDue(): Promise<string[]> {
      const tasks = (await createDueTasks({ ...bench, keeper })()).filter(({ at }) => at <= bench.clock.now())
      for (const { run } of tasks) await run()
      return tasks.map(({ key }) => key)
    }

    it('is used again when it comes back before another is there, and renewed no sooner than it would have been', async () => {
      const planned = (await certificate())?.renewal_at
      await rename(folder(), join(store(), 'moved'))
      await keeper.look()
      expect((await view()).current?.keyCustody).toBe('lost')
      await rename(join(store(), 'moved'), folder())
      await keeper.look()
      expect(await view()).toMatchObject({ health: 'protected', current: { number: 1, keyCustody: 'destroyed' } })
      expect((await certificate())?.renewal_at).toBe(planned)
      expect(await whatIsDue(), 'the authority is asked anew').toEqual([`replan:${id}`])
      expect(await certificate()).toMatchObject({ renewal_at: planned, renewal_reason: expect.not.stringMatching('emergency') })
      expect(await whatIsDue()).toEqual([])
    })

    it('is looked for once more before another is ordered in its place', async () => {
      await rename(folder(), join(store(), 'moved'))
      await keeper.look()
      await rename(join(store(), 'moved'), folder())
      expect(await whatIsDue()).toContain(`run:${id}`)
      expect(await view()).toMatchObject({ health: 'protected', current: { number: 1, keyCustody: 'destroyed' } })
      expect((await actions()).slice(0, 2), 'no run began').toEqual(['certificate-put-back', 'key-lost'])
    })

    it('ends the tries to replace it when it comes back after one that failed', async () => {
      const planned = (await certificate())?.renewal_at
      await rename(folder(), join(store(), 'moved'))
      await keeper.look()
      await writeFile(folder(), 'in the way')
      expect(await bench.renewed(id)).toBe('STORE_PLACE_TAKEN')
      await rm(folder())
      await rename(join(store(), 'moved'), folder())
      await keeper.look()
      expect(await view()).toMatchObject({ health: 'protected', failure: null, current: { number: 1 } })
      expect(await certificate()).toMatchObject({ renewal_at: planned, next_attempt_at: null })
      expect(await whatIsDue()).toEqual([`replan:${id}`])
    })
  })
})
