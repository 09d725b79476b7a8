import { createPrivateKey, createPublicKey } from 'node:crypto'
import { access } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBundle, readChain } from '#main/certificates/reading/read-bundle.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

const spki = (pem: string) => createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }).toString()

describe.skipIf(!pebbleIsThere)(`the keys of certificates (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: CustodyBench
  beforeAll(async () => {
    pebble = await startPebble()
    bench = await startCustodyBench(pebble)
  })
  afterAll(async () => {
    await bench?.stop()
    await pebble?.stop()
  })

  const fileOf = ({ content }: { content: string }) => Buffer.from(content, 'base64')

  test('are new at each renewal', async () => {
    const id = await bench.ordered(['new.myl.test'])
    const first = await bench.publicKey(id)
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await bench.publicKey(id, 2)).not.toBe(first)
  })

  test('are used again where that was chosen, sealed for the new version, until another kind is wanted', async () => {
    const id = await bench.ordered(['same.myl.test'], { keyUse: 'reuse' })
    const first = await bench.version(id)
    expect(await bench.renewed(id)).toBeUndefined()
    const second = await bench.version(id)
    expect(second.version.number).toBe(2)
    expect(await bench.publicKey(id, 2)).toBe(await bench.publicKey(id, 1))
    expect(second.version.sealed_key).not.toEqual(first.version.sealed_key)
    expect(spki((await bench.opened(id)).privateKeyPem)).toBe(await bench.publicKey(id))
    expect(bench.actions()).toContain('key-reused')
    await bench.custody.configure({ certificateId: id, keyType: 'p-384' })
    expect(await bench.renewed(id)).toBeUndefined()
    expect((await bench.leafOf(id)).publicKey.asymmetricKeyDetails?.namedCurve).toBe('secp384r1')
  })

  test('that are to be used again must be kept: the two choices exclude each other', async () => {
    const refused = { code: 'KEY_REUSE_IMPOSSIBLE' }
    await expect(bench.ordered(['both.myl.test'], { keyUse: 'reuse', exportable: false })).rejects.toMatchObject(refused)
    const id = await bench.ordered(['later.myl.test'], { keyUse: 'reuse' })
    await expect(bench.custody.configure({ certificateId: id, exportable: false })).rejects.toMatchObject(refused)
  })

  test('a profile that takes fewer names is refused where a certificate is ordered, and where another is chosen for it', async () => {
    const refused = { code: 'PROFILE_TAKES_FEWER_NAMES', data: { profile: 'shortlived', most: 25, count: 26 } }
    const names = Array.from({ length: 26 }, (_, number) => `n${number}.myl.test`)
    await expect(bench.ordered(names, { profile: 'shortlived' })).rejects.toMatchObject(refused)
    const id = await bench.ordered(names)
    await expect(bench.custody.configure({ certificateId: id, profile: 'shortlived' })).rejects.toMatchObject(refused)
  })

  describe('that are not to be exported', () => {
    test('leave no byte in the database’s files once they are in the store', async () => {
      const exportable = await bench.ordered(['kept.myl.test'])
      expect(await bench.liesInFiles(bench.sealed.at(-1) ?? Buffer.alloc(0)), 'the search finds what is there').toBe(true)
      const id = await bench.ordered(['gone.myl.test'], { exportable: false, keyType: 'rsa-2048' })
      expect(await bench.liesInFiles(bench.sealed.at(-1) ?? Buffer.alloc(0))).toBe(false)
      expect((await bench.version(id)).version).toMatchObject({ sealed_key: null, key_custody: 'destroyed' })
      expect((await bench.version(exportable)).version.key_custody).toBe('sealed')
      expect((await bench.certificates.get(id)).current?.keyCustody).toBe('destroyed')
      expect(bench.actions()).toContain('key-destroyed')
    })

    test('are not given out, and the reason is said; the certificates are', async () => {
      const id = await bench.ordered(['secret.myl.test'], { exportable: false })
      for (const format of ['pfx', 'jks', 'pem', 'pem-key'] as const) {
        const exporting = bench.custody.export({ certificateId: id, format, password: 'changeit' })
        await expect(exporting).rejects.toMatchObject({ code: 'KEY_DESTROYED' })
      }
      expect(await readChain([fileOf(await bench.custody.export({ certificateId: id, format: 'pkcs7-der' }))])).toBeDefined()
    })

    test('serve from the store, and only as long as it has them', async () => {
      const id = await bench.ordered(['served.myl.test'], { exportable: false })
      const bundle = await bench.opened(id)
      expect(spki(bundle.privateKeyPem)).toBe(await bench.publicKey(id))
      await bench.store.remove('served.myl.test', (await bench.version(id)).version.thumbprint)
      await expect(bench.opened(id)).rejects.toMatchObject({ code: 'KEY_LOST', data: { version: 1 } })
    })

    test('are destroyed at once when that is chosen later, those of earlier versions too', async () => {
      const id = await bench.ordered(['late.myl.test'])
      const [first] = bench.sealed.slice(-1)
      await bench.renewed(id)
      const [second] = bench.sealed.slice(-1)
      await bench.custody.configure({ certificateId: id, exportable: false })
      for (const bytes of [first, second]) expect(await bench.liesInFiles(bytes ?? Buffer.alloc(0))).toBe(false)
      expect(await bench.renewed(id)).toBeUndefined()
      expect((await bench.version(id)).version).toMatchObject({ number: 3, key_custody: 'destroyed' })
    })

    test('are kept sealed where the store does not have them', async () => {
      const id = await bench.ordered(['missing.myl.test'])
      await bench.store.remove('missing.myl.test', (await bench.version(id)).version.thumbprint)
      await bench.custody.configure({ certificateId: id, exportable: false })
      expect((await bench.version(id)).version.key_custody).toBe('sealed')
      await expect(bench.custody.export({ certificateId: id, format: 'pem' })).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE' })
    })
  })

  describe('that a person made elsewhere', () => {
    const request = async (names: string[]) => {
      const key = await bench.keys.generate('p-256')
      return { key, csr: Buffer.from(await bench.keys.csr(key, names)).toString('base64') }
    }

    test('stay there: the certificate is kept to be fetched, and renewed with the same request', async () => {
      const { csr, key } = await request(['own.myl.test'])
      const id = await bench.ordered(['own.myl.test'], { csr })
      expect(await bench.publicKey(id)).toBe(spki(key))
      expect((await bench.version(id)).version).toMatchObject({ key_custody: 'elsewhere', sealed_key: null, store_location: null })
      expect(await bench.certificates.get(id)).toMatchObject({ health: 'protected', current: { keyCustody: 'elsewhere', store: null } })
      await expect(bench.custody.export({ certificateId: id, format: 'pfx', password: 'x' })).rejects.toMatchObject({
        code: 'KEY_ELSEWHERE',
      })
      const fetched = await bench.custody.export({ certificateId: id, format: 'pem-fullchain' })
      expect(await readBundle([fileOf(fetched), Buffer.from(key)])).toMatchObject({ privateKeyPem: key })
      expect(await bench.renewed(id)).toBeUndefined()
      expect((await bench.version(id)).version.number).toBe(2)
      expect(await bench.publicKey(id)).toBe(spki(key))
    })

    test('come with a request for exactly the names ordered', async () => {
      const { csr } = await request(['a.myl.test', 'b.myl.test'])
      await expect(bench.ordered(['a.myl.test'], { csr })).rejects.toMatchObject({ code: 'CSR_NAMES_DIFFER' })
      await expect(bench.ordered(['a.myl.test'], { csr: 'nonsense' })).rejects.toMatchObject({ code: 'CSR_UNREADABLE' })
    })

    test('can give way to keys made here, and the other way round', async () => {
      const { csr, key } = await request(['turn.myl.test'])
      const id = await bench.ordered(['turn.myl.test'], { csr })
      await bench.custody.configure({ certificateId: id, csr: null })
      expect(await bench.renewed(id)).toBeUndefined()
      expect((await bench.version(id)).version).toMatchObject({ number: 2, key_custody: 'sealed' })
      await access((await bench.version(id)).version.key_location ?? '')
      await bench.custody.configure({ certificateId: id, csr })
      expect(await bench.renewed(id)).toBeUndefined()
      expect(await bench.publicKey(id)).toBe(spki(key))
    })
  })
})
