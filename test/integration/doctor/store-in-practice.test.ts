import { rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { isIssued, versionRepository } from '#main/certificates/version.repository.ts'
import { checkStore } from '#main/doctor/checks/store.check.ts'
import { notInPlace } from '#main/doctor/records.repository.ts'
import type { Keeper } from '#main/renewals/keeper.service.ts'
import { startKeptCertificate } from '../../support/kept-certificate.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import type { RenewalBench } from '../../support/renewal-bench.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

describe.skipIf(!pebbleIsThere)(`a certificate in use that does not lie in the store as it should (${needsPebble})`, () => {
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
  const versionsFolder = () => join(store(), 'store.myl.test', 'versions')
  async function inUse() {
    const version = await versionRepository(bench.db).latestIssued(id)
    if (!isIssued(version)) throw new Error('there is no version')
    return version
  }
  const fileInStore = async (name: string) => join(dirname((await inUse()).key_location ?? ''), name)

  /** What the doctor says of the store. */
  async function looked() {
    const { number, thumbprint, chain_pem: chainPem } = await inUse()
    const installed = { name: 'store.myl.test', number, thumbprint, chainPem, isOnlyCopy: false }
    const whyNotInPlace = () => notInPlace(bench.db, installed.name, thumbprint)
    return checkStore(bench.store, store(), [{ ...installed, whyNotInPlace }]).look(AbortSignal.timeout(5_000))
  }

  describe('and cannot be put back', () => {
    it.skipIf(noTinyDisk).each([
      ['because the disk is full', 'full', 'DISK_FULL', 'Free some space'],
      ['because the disk can be read only', 'read only', 'STORE_FAILED', 'Check the permissions and the space of '],
    ])(`has the doctor say so %s${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, async (_, what, code, next) => {
      const disk = await tinyDisk(64)
      onTestFinished(disk.remove)
      const versions = versionsFolder()
      await rm(versions, { recursive: true })
      await symlink(disk.path, versions)
      if (what === 'full') await writeFile(join(disk.path, 'ballast'), Buffer.alloc(100_000)).catch(() => undefined)
      else disk.onlyReads()
      await keeper.look()
      expect((await bench.certificates.get(id)).health).toBe('not-protected')
      const [entry] = (await bench.audit.list({ limit: 1 })).entries
      const verdict = await looked()
      expect(verdict).toMatchObject({ status: 'failed', code, nextStep: expect.stringContaining(next) })
      expect(entry?.sentence).toContain(verdict.sentence)
      if (code === 'STORE_FAILED') expect(verdict.nextStep).toContain(versions)
    })

    it('has the doctor name what lies in the way, where that is seen by writing alone', async () => {
      const versions = versionsFolder()
      await rm(versions, { recursive: true })
      await writeFile(versions, 'somebody’s own')
      expect(await looked(), 'as long as nobody tried').toMatchObject({ code: 'STORE_DAMAGED' })
      await keeper.look()
      expect(await looked()).toMatchObject({
        code: 'STORE_PLACE_TAKEN',
        sentence: expect.stringContaining(`${versions} is in the way`),
        nextStep: expect.stringContaining(`Move ${versions} elsewhere`),
      })
    })

    it('has the doctor say what it sees itself, where an older version of the program wrote down why without the facts', async () => {
      const versions = versionsFolder()
      await rm(versions, { recursive: true })
      await writeFile(versions, 'somebody’s own')
      const detail = { thumbprint: (await inUse()).thumbprint, code: 'STORE_PLACE_TAKEN', sentence: `${versions} is in the way.` }
      await bench.audit.recordAlone({ actor: 'agent', action: 'certificate-not-in-place', subject: 'store.myl.test', detail })
      expect(await looked()).toMatchObject({ code: 'STORE_DAMAGED' })
    })

    it('has the doctor name the folder in which the pointer cannot be made, until it could be', async () => {
      const folder = dirname(versionsFolder())
      await rm(join(folder, 'current'))
      vi.spyOn(bench.store, 'makeCurrent').mockRejectedValueOnce(new Refusal('STORE_FAILED', { store: folder, reason: 'EACCES' }))
      await keeper.look()
      expect(await looked()).toMatchObject({
        code: 'STORE_FAILED',
        sentence: expect.stringContaining('this user has no permission there'),
        nextStep: `Check the permissions and the space of ${folder}.`,
      })
      await keeper.look()
      expect(await looked()).toMatchObject({ status: 'ok' })
      await rm(join(folder, 'current'))
      expect(await looked(), 'what was told before is settled').toMatchObject({ code: 'STORE_DAMAGED' })
    })

    it('has the doctor name the file that this user may not read', async () => {
      const file = await fileInStore('privkey.pem')
      vi.spyOn(bench.store, 'find').mockRejectedValueOnce(new Refusal('STORE_FAILED', { store: file, reason: 'EACCES' }))
      expect(await looked()).toMatchObject({
        status: 'failed',
        code: 'STORE_FAILED',
        sentence: expect.stringContaining(`${file}: this user has no permission there`),
        nextStep: `Check the permissions and the space of ${file}.`,
      })
    })
  })

  describe('and lacks a file that programs read', () => {
    it.each(['is gone', 'is garbage'])('is not called whole by the doctor where fullchain.pem %s, and nothing is changed', async (how) => {
      expect(await looked()).toMatchObject({ status: 'ok' })
      const file = await fileInStore('fullchain.pem')
      if (how === 'is gone') await rm(file)
      else await writeFile(file, 'not a chain')
      const reason = 'its fullchain.pem is missing, or damaged'
      for (const _ of ['at once', 'again'])
        expect(await looked()).toMatchObject({ status: 'failed', code: 'STORE_DAMAGED', sentence: expect.stringContaining(reason) })
      await keeper.serveAgain()
      expect(await looked()).toMatchObject({ status: 'ok' })
    })
  })
})
