import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pfxFiles } from '#main/composition/pfx-files.ts'
import { createStoreSearch } from '#main/consumers/windows/store-search.adapter.ts'
import { provesKey } from '#main/stores/key-proof.adapter.ts'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { emptyStore } from '#main/stores/windows/empty-store.ts'
import { createStoreIndex } from '#main/stores/windows/store-index.adapter.ts'
import { createWindowsStore, type WindowsStoreOptions } from '#main/stores/windows/windows-store.adapter.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { createPowerShell } from '#main/system/powershell/powershell.adapter.ts'
import { thumbprintOf } from '#main/system/x509/certificates.policy.ts'
import { storeRoundTrip } from '../integration/stores/round-trip.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { createTestAuthority } from '../support/test-authority.ts'

/** One for all: what is put into the user's store is told apart by its thumbprint, as on every machine. */
let shared: PowerShellUnderTest | undefined
const sharedPowerShell = async () => {
  shared ??= await powershellForTest({ idle: 60_000 })
  return shared
}
afterAll(() => shared?.remove())

async function storeForTest(options: Partial<WindowsStoreOptions> = {}) {
  const { home, powershell } = await sharedPowerShell()
  const { path } = await temporaryFolder(home)
  const indexFile = join(path, 'certificates', 'CurrentUser.json')
  const needs = { location: 'CurrentUser', indexFile, powershell, pfx: pfxFiles, clock: systemClock, ...options } as const
  return { store: createWindowsStore(needs), needs, indexFile, powershell, home }
}

storeRoundTrip(
  'the Windows store of a user',
  async () => {
    const { powershell, store } = await storeForTest()
    return {
      store,
      dispose: async () => undefined,
      loseKey: async (_, thumbprint) => void (await powershell.run({ script: 'test/lose-key', data: { thumbprint }, answer: z.unknown() })),
    }
  },
  noPowerShell,
)

describe.skipIf(noPowerShell)(`the Windows store${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  const issue = async (names = ['desk.acme.test']) => (await createTestAuthority()).issue({ names })
  const chainOf = ({ privateKeyPem: _, ...chain }: KeyAndChain) => chain

  test('certificates that programs name are found whoever put them there, and what nobody has is not', async () => {
    const { powershell, store } = await storeForTest()
    const { thumbprint, ...bundle } = await issue(['named.acme.test'])
    await store.install(bundle)
    const found = await createStoreSearch(powershell, 'CurrentUser')([thumbprint, 'AB'.repeat(20)])
    const { validTo } = new X509Certificate(bundle.certificatePem)
    expect([...found]).toEqual([[thumbprint, { subject: expect.stringContaining('CN='), notAfter: Date.parse(validTo) }]])
    expect(await createStoreSearch(powershell, 'CurrentUser')([])).toEqual(new Map())
    // A store that cannot be opened must not pass for one in which nothing lies.
    if (process.platform !== 'win32')
      await expect(createStoreSearch(powershell)([thumbprint])).rejects.toMatchObject({ code: 'POWERSHELL_FAILED' })
  })

  test('another start of the program finds what was put there', async () => {
    const { needs, store } = await storeForTest()
    const { thumbprint, ...bundle } = await issue()
    await store.install(bundle)
    await store.makeCurrent(bundle.name, thumbprint)
    const next = createWindowsStore(needs)
    expect(await next.current(bundle.name)).toBe(thumbprint)
    expect(await next.load(bundle.name, thumbprint)).toEqual(bundle)
    expect(await next.stamp(bundle.name, thumbprint)).toBe(await store.stamp(bundle.name, thumbprint))
  })

  test('says where the certificate and its key lie, and no key is anywhere else', async () => {
    const { home, store } = await storeForTest()
    const bundle = await issue()
    const installed = await store.install(bundle)
    expect(installed.location).toBe(`Cert:\\CurrentUser\\My\\${bundle.thumbprint}`)
    expect((await stat(installed.keyLocation)).size).toBeGreaterThan(0)
    const key = bundle.privateKeyPem.split('\n')[2] ?? ''
    for (const file of await readdir(home, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain(key)
    expect(await readdir(join(home, 'secrets'))).toEqual([])
  })

  test('takes the key away with the certificate', async () => {
    const { store } = await storeForTest()
    const bundle = await issue()
    const { keyLocation } = await store.install(bundle)
    await store.remove(bundle.name, bundle.thumbprint)
    await expect(stat(keyLocation)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('keeps a certificate that lies there under another name too', async () => {
    const { store } = await storeForTest()
    const bundle = await issue()
    const copy = { ...bundle, name: 'copy.acme.test' }
    for (const each of [bundle, copy]) await store.install(each)
    await store.remove(bundle.name, bundle.thumbprint)
    expect(await store.find(copy.name, bundle.thumbprint)).toMatchObject({ hasKey: true })
    await store.remove(copy.name, bundle.thumbprint)
    expect(await store.find(copy.name, bundle.thumbprint)).toBeUndefined()
  })

  test('names an issuer that somebody took out, and puts it back', async () => {
    const { powershell, store } = await storeForTest()
    const bundle = await issue()
    await store.install(bundle)
    await store.makeCurrent(bundle.name, bundle.thumbprint)
    expect(await store.damaged(chainOf(bundle))).toEqual([])
    const taken = thumbprintOf(new X509Certificate(bundle.chainPem[0] ?? ''))
    await powershell.run({ script: 'test/take-issuer', data: { thumbprint: taken }, answer: z.unknown() })
    expect(await store.damaged(chainOf(bundle))).toEqual([`intermediate certificate ${taken}`])
    expect(await store.mend(chainOf(bundle))).toMatchObject({ wasDamaged: true })
    expect(await store.mend(chainOf(bundle))).toMatchObject({ wasDamaged: false })
    expect((await store.load(bundle.name, bundle.thumbprint))?.chainPem).toEqual(bundle.chainPem)
  })

  test('gives a key out to nobody that was put there to stay, at the next start too', async () => {
    const { needs, store } = await storeForTest()
    const bundle = await issue()
    expect(await store.install(bundle, { stays: true })).toMatchObject({ hasKey: true })
    const next = createWindowsStore(needs)
    await expect(next.load(bundle.name, bundle.thumbprint)).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE' })
    expect(await provesKey(next, bundle.name, bundle.certificatePem)).toBe(true)
  })

  test.skipIf(process.platform !== 'win32')('Windows itself gives no key out that was put there to stay (needs Windows)', async () => {
    const { indexFile, store } = await storeForTest()
    const bundle = await issue()
    await store.install(bundle, { stays: true })
    await createStoreIndex(indexFile).change(bundle.name, (placed) => ({ ...placed, staying: [] }))
    await expect(store.load(bundle.name, bundle.thumbprint)).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE' })
  })

  test('is emptied of every version that was put there by it, keys included, and of nothing else', async () => {
    const [mine, theirs] = [await storeForTest(), await storeForTest()]
    const [first, second, other] = [await issue(), await issue(['mail.acme.test']), await issue()]
    for (const bundle of [first, second]) await mine.store.install(bundle)
    await theirs.store.install(other)
    expect(await emptyStore({ store: mine.store, index: createStoreIndex(mine.indexFile) })).toBe(2)
    for (const { thumbprint } of [first, second]) {
      const left = await mine.powershell.run({
        script: 'store/look',
        data: { location: 'CurrentUser', thumbprint, issuers: [] },
        answer: z.looseObject({ found: z.unknown() }),
      })
      expect(left.found).toBeNull()
    }
    expect(await theirs.store.find(other.name, other.thumbprint)).toMatchObject({ hasKey: true })
    expect(await emptyStore({ store: mine.store, index: createStoreIndex(mine.indexFile) })).toBe(0)
  })

  test('never touches a certificate that somebody else put there', async () => {
    const [mine, theirs] = [await storeForTest(), await storeForTest()]
    const bundle = await issue()
    await theirs.store.install(bundle)
    expect(await mine.store.find(bundle.name, bundle.thumbprint)).toBeUndefined()
    expect(await mine.store.load(bundle.name, bundle.thumbprint)).toBeUndefined()
    await mine.store.remove(bundle.name, bundle.thumbprint)
    expect(await theirs.store.find(bundle.name, bundle.thumbprint)).toMatchObject({ hasKey: true })
  })

  test('a PowerShell that ends at any moment leaves the old version in use, and the next one goes on', async () => {
    const { needs } = await storeForTest()
    const { options } = await sharedPowerShell()
    const [old, next] = [await issue(), await issue()]
    await createWindowsStore(needs).install(old)
    await createWindowsStore(needs).makeCurrent(old.name, old.thumbprint)
    for (const ms of [15, 60]) {
      const powershell = createPowerShell(options)
      const cut = createWindowsStore({ ...needs, powershell })
      await cut.find(old.name, old.thumbprint)
      const installing = cut.install(next).catch((error: unknown) => error)
      await new Promise((resolve) => setTimeout(resolve, ms))
      await powershell.close()
      await installing
      const store = createWindowsStore(needs)
      expect(await store.current(old.name)).toBe(old.thumbprint)
      expect(await store.load(old.name, old.thumbprint)).toMatchObject({ privateKeyPem: old.privateKeyPem })
      expect(await store.install(next)).toMatchObject({ hasKey: true })
      await store.remove(next.name, next.thumbprint)
    }
  })

  test.skipIf(process.platform !== 'win32')('takes rights on a key from others, and says what they had (needs Windows)', async () => {
    const { store } = await storeForTest()
    const bundle = await issue()
    const { keyLocation } = await store.install(bundle)
    expect(await store.keepKeysPrivate(bundle.name)).toBeUndefined()
    expect(spawnSync('icacls.exe', [keyLocation, '/grant', '*S-1-1-0:R']).status).toBe(0)
    expect(await store.keepKeysPrivate(bundle.name)).toEqual({
      path: keyLocation,
      rights: expect.stringContaining('S-1-1-0'),
      readable: true,
    })
    expect(await store.keepKeysPrivate(bundle.name)).toBeUndefined()
    expect(await store.load(bundle.name, bundle.thumbprint)).toMatchObject({ privateKeyPem: bundle.privateKeyPem })
  })

  test('names a file that has its index’s place and is none, and does not replace it', async () => {
    const { indexFile, store } = await storeForTest()
    const bundle = await issue()
    await store.install(bundle)
    for (const text of ['', '{}', '[1', JSON.stringify({ 'mylzip-windows-store': 2, names: {} })]) {
      await writeFile(indexFile, text)
      await expect(store.install(bundle)).rejects.toMatchObject({ code: 'STORE_PLACE_TAKEN', data: { path: indexFile } })
      expect(await readFile(indexFile, 'utf8')).toBe(text)
    }
  })

  test('asks Windows once for what nobody touches, and again after ten minutes', async () => {
    let now = Date.now()
    let asked = 0
    const { powershell } = await sharedPowerShell()
    const counted = { ...powershell, run: ((call) => ++asked && powershell.run(call)) as typeof powershell.run }
    const { store } = await storeForTest({ clock: { now: () => now }, powershell: counted })
    const bundle = await issue()
    await store.install(bundle)
    await store.makeCurrent(bundle.name, bundle.thumbprint)
    const before = asked
    for (let minutes = 0; minutes < 10; minutes++) {
      now += 60_000
      expect(await store.stamp(bundle.name, bundle.thumbprint)).toBeDefined()
      expect(await store.keepKeysPrivate(bundle.name)).toBeUndefined()
    }
    expect(asked).toBe(before)
    now += 60_000
    await store.stamp(bundle.name, bundle.thumbprint)
    expect(asked).toBeGreaterThan(before)
  })
})
