import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createServeAgain } from '#main/renewals/serve-again.ts'
import { createStoreWatch } from '#main/renewals/store-watch.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`at a start, files of the certificate in use that were damaged (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let id: string

  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    bench = await startRenewalBench({ directories: [pebble.directoryUrl], extraRootsPem: pebble.rootPem, solver: pebble.solver() })
    id = await bench.ordered(['store.myl.test'])
  })
  afterEach(() => bench.stop())

  async function fileInStore(name: string): Promise<string> {
    const version = await versionRepository(bench.db).latestIssued(id)
    return join(dirname(version?.key_location ?? ''), name)
  }
  const serving = () => ({ ...bench, isBusy: async () => false, stopping: () => false })
  const start = () => createServeAgain(serving())()
  const health = async () => (await bench.certificates.get(id)).health

  it.each([
    ['cert.pem', ''],
    ['cert.pem', 'not a certificate'],
    ['privkey.pem', 'not a key'],
    ['chain.pem', ''],
    ['fullchain.pem', 'not a chain'],
  ])('are written anew (%s, “%s”)', async (name, damaged) => {
    const file = await fileInStore(name)
    const whole = await readFile(file, 'utf8')
    await writeFile(file, damaged)
    expect(await start()).toEqual([])
    expect(await readFile(file, 'utf8')).toBe(whole)
  })

  it('leave the one copy of a key where it is, and are written anew around it', async () => {
    id = await bench.ordered(['sealed-nowhere.myl.test'], { exportable: false })
    // Nothing serves it here, so nothing has destroyed the sealed copy yet.
    await versionRepository(bench.db).destroyKey(id, 1)
    for (const name of ['cert.pem', 'chain.pem', 'fullchain.pem']) {
      const file = await fileInStore(name)
      const whole = await readFile(file, 'utf8')
      await rm(file)
      expect(await start()).toEqual([])
      expect(await readFile(file, 'utf8')).toBe(whole)
    }
  })

  it('are noticed while the program runs, put back, and told in the log; what nobody touched is not read', async () => {
    const watch = createStoreWatch(serving())
    await watch.look()
    const read = vi.spyOn(bench.store, 'mend')
    await watch.look()
    expect(read).not.toHaveBeenCalled()
    const file = await fileInStore('chain.pem')
    const whole = await readFile(file, 'utf8')
    await writeFile(file, whole.slice(0, 40))
    await watch.look()
    expect(await readFile(file, 'utf8')).toBe(whole)
    expect((await bench.audit.list({ limit: 1 })).entries).toMatchObject([{ action: 'certificate-put-back', subject: 'store.myl.test' }])
  })

  it('are protected no longer when their folder was taken away and does not come back, and are once it takes them', async () => {
    const watch = createStoreWatch(serving())
    await watch.look()
    expect(await health()).toBe('protected')
    const folder = join(bench.folder, 'certificates')
    const file = await fileInStore('privkey.pem')
    await rm(folder, { recursive: true })
    await writeFile(folder, 'where a folder was')
    await watch.look()
    expect(await health()).toBe('not-protected')
    expect((await bench.certificates.get(id)).current?.store).toBeNull()
    await rm(folder)
    await watch.look()
    expect(await health()).toBe('protected')
    expect(await readFile(file, 'utf8')).toContain('PRIVATE KEY')
    expect(await bench.store.current('store.myl.test')).toBe((await bench.certificates.get(id)).current?.thumbprint)
  })
})
