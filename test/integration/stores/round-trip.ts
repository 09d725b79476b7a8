import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { provesKey } from '#main/stores/key-proof.adapter.ts'
import type { CertificateStore, KeyAndChain } from '#main/stores/store.port.ts'
import { createTestAuthority, type IssueRequest, type TestAuthority } from '../../support/test-authority.ts'

export interface StoreUnderTest {
  store: CertificateStore
  /** Takes the private key away behind the store's back. */
  loseKey(name: string, thumbprint: string): Promise<void>
  dispose(): Promise<void>
}

/** What every certificate store promises. Every adapter passes it; `whyNot` says what a machine lacks that one needs. */
export function storeRoundTrip(title: string, makeStore: () => Promise<StoreUnderTest>, whyNot?: string): void {
  describe.skipIf(whyNot)(`${title} keeps its promise${whyNot ? ` (${whyNot})` : ''}`, () => {
    let authority: TestAuthority
    let under: StoreUnderTest
    let store: CertificateStore
    beforeAll(async () => {
      authority = await createTestAuthority()
    })
    beforeEach(async () => {
      under = await makeStore()
      store = under.store
    })
    afterEach(() => under.dispose())

    const name = 'desk.acme.test'
    const issue = (request: Partial<IssueRequest> = {}) => authority.issue({ names: [name], ...request })

    test.each(['rsa', 'ec'] as const)('an installed %s certificate is found and can be loaded with its key and chain', async (key) => {
      const { thumbprint, ...bundle } = await issue({ key })
      const installed = await store.install(bundle)
      expect(installed).toMatchObject({ thumbprint, hasKey: true })
      expect(installed.notAfter).toBeGreaterThan(Date.now())
      expect(await store.find(name, thumbprint)).toEqual(installed)
      expect(await store.load(name, thumbprint)).toEqual(bundle)
    })

    test.each(['rsa', 'ec'] as const)('the stored %s key proves itself by a signature, and nothing but the chain is read', async (key) => {
      const [{ thumbprint, privateKeyPem, ...chain }, other] = [await issue({ key }), await issue({ key })]
      await store.install({ ...chain, privateKeyPem })
      expect(await store.read(name, thumbprint)).toEqual(chain)
      expect(await provesKey(store, name, chain.certificatePem)).toBe(true)
      expect(await provesKey(store, name, other.certificatePem)).toBe(false)
      await under.loseKey(name, thumbprint)
      await expect(provesKey(store, name, chain.certificatePem)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    })

    test.each(['rsa', 'ec'] as const)(
      'an %s key that is to stay signs on, and is given out to nobody where the store can see to that',
      async (key) => {
        const { thumbprint, ...bundle } = await issue({ key })
        await store.install(bundle)
        const installed = await store.install(bundle, { stays: true })
        expect(installed).toMatchObject({ thumbprint, hasKey: true })
        const loaded = store.load(name, thumbprint)
        if (store.holdsKeys) await expect(loaded).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE', data: { name } })
        else expect(await loaded).toEqual(bundle)
        const { privateKeyPem: _, ...chain } = bundle
        expect(await store.mend(chain)).toMatchObject({ wasDamaged: false })
        await store.makeCurrent(name, thumbprint)
        expect(await provesKey(store, name, bundle.certificatePem)).toBe(true)
        await store.remove(name, thumbprint)
        await store.install(bundle)
        expect(await store.load(name, thumbprint)).toEqual(bundle)
      },
    )

    test('a wildcard certificate is filed under its name', async () => {
      const { thumbprint, ...bundle } = await issue({ names: ['*.acme.test', 'acme.test'] })
      await store.install(bundle)
      await store.makeCurrent('*.acme.test', thumbprint)
      expect(await store.load('*.acme.test', thumbprint)).toEqual(bundle)
      expect(await store.current('*.acme.test')).toBe(thumbprint)
    })

    test('installing the same certificate twice is harmless', async () => {
      const { thumbprint, ...bundle } = await issue()
      const first = await store.install(bundle)
      expect(await store.install(bundle)).toEqual(first)
      expect(await store.load(name, thumbprint)).toEqual(bundle)
    })

    test('what is not there is neither found nor loaded, and removing it is harmless', async () => {
      const { thumbprint } = await issue()
      for (const unknown of [thumbprint, 'not a thumbprint', '../../../etc']) {
        expect(await store.find(name, unknown)).toBeUndefined()
        expect(await store.load(name, unknown)).toBeUndefined()
        expect(await store.read(name, unknown)).toBeUndefined()
        expect(await store.sign(name, unknown, Buffer.from('data'))).toBeUndefined()
        await store.remove(name, unknown)
      }
      await expect(store.makeCurrent(name, thumbprint)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    })

    test('what lies under another name is not found, whatever its thumbprint', async () => {
      const { thumbprint, ...bundle } = await issue()
      await store.install({ ...bundle, name: 'copy.acme.test' })
      const { privateKeyPem: _, ...chain } = bundle
      expect(await store.find(name, thumbprint)).toBeUndefined()
      expect(await store.load(name, thumbprint)).toBeUndefined()
      expect(await store.mend(chain)).toBeUndefined()
      await expect(store.makeCurrent(name, thumbprint)).rejects.toMatchObject({ code: 'STORE_FAILED' })
      await store.remove(name, thumbprint)
      expect(await store.find('copy.acme.test', thumbprint)).toMatchObject({ hasKey: true })
    })

    test('a new version is used only once it is made current, and the previous one is kept', async () => {
      const [old, next] = [await issue(), await issue()]
      await store.install(old)
      expect(await store.current(name)).toBeUndefined()
      await store.makeCurrent(name, old.thumbprint)
      await store.install(next)
      expect(await store.current(name)).toBe(old.thumbprint)
      await store.makeCurrent(name, next.thumbprint)
      expect(await store.current(name)).toBe(next.thumbprint)
      expect(await store.find(name, old.thumbprint)).toMatchObject({ hasKey: true })
    })

    test('a removed certificate is gone with its key and is not current any more; others stay', async () => {
      const [old, next] = [await issue(), await issue()]
      for (const bundle of [old, next]) await store.install(bundle)
      await store.makeCurrent(name, next.thumbprint)
      await store.remove(name, next.thumbprint)
      expect(await store.find(name, next.thumbprint)).toBeUndefined()
      expect(await store.current(name)).toBeUndefined()
      expect(await store.find(name, old.thumbprint)).toMatchObject({ hasKey: true })
    })

    test('a certificate whose key was lost says so, is not served, and can be installed again', async () => {
      const { thumbprint, ...bundle } = await issue()
      await store.install(bundle)
      await under.loseKey(name, thumbprint)
      expect(await store.find(name, thumbprint)).toMatchObject({ hasKey: false })
      await expect(store.load(name, thumbprint)).rejects.toMatchObject({ code: 'STORE_FAILED' })
      await expect(store.makeCurrent(name, thumbprint)).rejects.toMatchObject({ code: 'STORE_FAILED' })
      await store.install(bundle)
      expect(await store.load(name, thumbprint)).toEqual(bundle)
    })

    test('what lies beside a key is put right, and whoever only looks sees whether anybody touched it', async () => {
      const { thumbprint, privateKeyPem, ...chain } = await issue()
      expect(await store.stamp(name, thumbprint)).toBeUndefined()
      expect(await store.mend(chain)).toBeUndefined()
      await store.install({ ...chain, privateKeyPem })
      // Nothing leads programs to it yet.
      expect(await store.stamp(name, thumbprint)).toBeUndefined()
      await store.makeCurrent(name, thumbprint)
      expect(await store.keepKeysPrivate(name)).toBeUndefined()
      const stamp = await store.stamp(name, thumbprint)
      expect(stamp).toEqual(expect.any(String))
      expect(await store.mend(chain)).toMatchObject({ thumbprint, wasDamaged: false })
      expect(await store.stamp(name, thumbprint)).toBe(stamp)
      await under.loseKey(name, thumbprint)
      expect(await store.stamp(name, thumbprint)).toBeUndefined()
      expect(await store.mend(chain)).toBeUndefined()
    })

    test('a key that belongs to another certificate, a torn chain or no certificate at all is refused', async () => {
      const [bundle, other] = [await issue(), await issue()]
      const stranger = await (await createTestAuthority('Stranger')).issue({ names: [name] })
      const wrong: KeyAndChain[] = [
        { ...bundle, privateKeyPem: other.privateKeyPem },
        { ...bundle, chainPem: stranger.chainPem },
        { ...bundle, certificatePem: 'no certificate' },
        { ...bundle, name: '../../outside' },
      ]
      for (const bad of wrong) await expect(store.install(bad)).rejects.toMatchObject({ code: 'STORE_FAILED' })
      expect(await store.find(name, bundle.thumbprint)).toBeUndefined()
    })

    test('many at once come out whole', async () => {
      const bundles = await Promise.all(Array.from({ length: 6 }, () => issue()))
      await Promise.all(bundles.flatMap((bundle) => [store.install(bundle), store.install(bundle)]))
      await Promise.all(bundles.map((bundle) => store.makeCurrent(name, bundle.thumbprint)))
      for (const { thumbprint, ...bundle } of bundles) expect(await store.load(name, thumbprint)).toEqual(bundle)
      expect(bundles.map((bundle) => bundle.thumbprint)).toContain(await store.current(name))
    })
  })
}
