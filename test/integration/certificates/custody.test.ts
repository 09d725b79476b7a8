import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { exportBundle } from '#main/certificates/export/export-bundle.ts'
import { readBundle } from '#main/certificates/reading/read-bundle.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { createUnwantedTasks } from '#main/certificates/unwanted-in-store.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const spki = (pem: string) => createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }).toString()
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe.skipIf(!pebbleIsThere)(`what is done with certificates (${needsPebble})`, () => {
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

  const status = async (id: string, number?: number) => pebble.statusOf((await bench.version(id, number)).version.chain_pem)
  const ended = async (runId: string | null) => {
    await bench.renewals.resume(runId ?? '')
    const run = await runRepository(bench.db).find(runId ?? '')
    return run?.failure_code ?? run?.status
  }

  describe('giving one out', () => {
    test('is recorded with its form and whether the key went along, never with the password', async () => {
      const id = await bench.ordered(['out.myl.test'])
      const pfx = await bench.custody.export({ certificateId: id, format: 'pfx', password: 'one-time', friendlyName: 'Front desk' })
      expect(pfx).toMatchObject({ fileName: 'out.myl.test.pfx', mediaType: 'application/x-pkcs12' })
      expect(await readBundle([Buffer.from(pfx.content, 'base64')], 'one-time')).toMatchObject({ friendlyName: 'Front desk' })
      await bench.custody.export({ certificateId: id, format: 'pem-chain' })
      const entries = bench.foundations.recorded.filter(({ action }) => action === 'certificate-exported').slice(-2)
      expect(entries.map(({ sentence }) => sentence)).toEqual([
        'The certificate of out.myl.test was given out as pfx, with its private key, under a password.',
        'The certificate of out.myl.test was given out as pem-chain, without its private key.',
      ])
      expect(JSON.stringify(entries)).not.toContain('one-time')
    })

    test('makes a password for the one file where that is wanted', async () => {
      const id = await bench.ordered(['once.myl.test'])
      const give = async () => bench.custody.export({ certificateId: id, format: 'jks', oneTimePassword: true })
      const [one, other] = [await give(), await give()]
      expect(one.oneTimePassword).not.toBe(other.oneTimePassword)
      expect(await readBundle([Buffer.from(one.content, 'base64')], one.oneTimePassword ?? '')).toBeDefined()
      expect(JSON.stringify(bench.foundations.recorded)).not.toContain(one.oneTimePassword)
    })

    test('takes the version named, and says when there is none', async () => {
      const id = await bench.ordered(['versions.myl.test'])
      await bench.renewed(id)
      const give = (version?: number) => bench.custody.export({ certificateId: id, format: 'pem', ...(version && { version }) })
      const keyOf = async (version?: number) =>
        spki((await readBundle([Buffer.from((await give(version)).content, 'base64')])).privateKeyPem)
      expect(await keyOf()).toBe(await bench.publicKey(id, 2))
      expect(await keyOf(1)).toBe(await bench.publicKey(id, 1))
      await expect(give(7)).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_ISSUED' })
    })
  })

  describe('bringing one in', () => {
    const authority = createTestAuthority('Elsewhere')

    test('puts it into the store and plans its renewal, without a new order', async () => {
      const issued = await (await authority).issue({ names: ['In.myl.test', '*.in.myl.test'], key: 'rsa' })
      const { bytes } = await exportBundle(issued, { format: 'pfx', password: 'ü', cipher: 'aes-256' }, randomBytes)
      const files = [Buffer.from(bytes).toString('base64')]
      await expect(bench.custody.importBundle({ files, password: 'u' })).rejects.toMatchObject({ code: 'BUNDLE_PASSWORD_WRONG' })
      const { certificateId, ...said } = await bench.custody.importBundle({ files, password: 'ü' })
      expect(said).toEqual({ names: ['in.myl.test', '*.in.myl.test'], expired: false })
      expect(await bench.store.current('in.myl.test')).toBe(issued.thumbprint)
      expect(spki((await bench.opened(certificateId)).privateKeyPem)).toBe(spki(issued.privateKeyPem))
      expect(await bench.certificates.get(certificateId)).toMatchObject({ kind: 'adopted', health: 'protected', keyType: 'rsa-2048' })
      expect(await runRepository(bench.db).lastOf(certificateId)).toBeUndefined()
      await expect(bench.custody.importBundle({ files, password: 'ü' })).rejects.toMatchObject({ code: 'CERTIFICATE_EXISTS' })
    })

    test('is renewed here like any other', async () => {
      const issued = await (await authority).issue({ names: ['renewed.myl.test'] })
      const { certificateId } = await bench.custody.importBundle({ files: [base64(issued.certificatePem), base64(issued.privateKeyPem)] })
      expect(await bench.renewed(certificateId)).toBeUndefined()
      expect((await bench.version(certificateId)).version).toMatchObject({ number: 2, key_custody: 'sealed' })
    })

    test('takes one that has ended, and says so', async () => {
      const issued = await (await authority).issue({ names: ['ended.myl.test'], notBefore: Date.now() - 2e9, notAfter: Date.now() - 1e9 })
      const { certificateId, expired } = await bench.custody.importBundle({ files: [base64(issued.privateKeyPem + issued.certificatePem)] })
      expect(expired).toBe(true)
      expect((await bench.certificates.get(certificateId)).health).toBe('not-protected')
    })

    test('keeps no sealed copy where it is not to be exported', async () => {
      const issued = await (await authority).issue({ names: ['locked.myl.test'] })
      const files = [base64(issued.privateKeyPem + issued.certificatePem)]
      const { certificateId } = await bench.custody.importBundle({ files, exportable: false })
      expect((await bench.version(certificateId)).version).toMatchObject({ sealed_key: null, key_custody: 'destroyed' })
      await expect(bench.custody.export({ certificateId, format: 'pem' })).rejects.toMatchObject({ code: 'KEY_DESTROYED' })
    })

    test('refuses what does not belong together, and what is for no host', async () => {
      const issued = await (await authority).issue({ names: ['alone.myl.test'] })
      const person = await (await authority).issue({ names: [], commonName: 'Some Person' })
      const bring = (...parts: string[]) => bench.custody.importBundle({ files: parts.map(base64) })
      await expect(bring(issued.certificatePem)).rejects.toMatchObject({ code: 'BUNDLE_NO_KEY' })
      await expect(bring(issued.certificatePem, person.privateKeyPem)).rejects.toMatchObject({ code: 'BUNDLE_KEY_MISMATCH' })
      await expect(bring(person.certificatePem, person.privateKeyPem)).rejects.toMatchObject({ code: 'BUNDLE_NAMELESS' })
      const malformed = await (await authority).issue({ names: ['good.myl.test', '*.'] })
      await expect(bring(malformed.certificatePem, malformed.privateKeyPem)).rejects.toMatchObject({ code: 'BUNDLE_NAME_MALFORMED' })
      expect(await certificateRepository(bench.db).list()).not.toContainEqual(expect.objectContaining({ names: '["alone.myl.test"]' }))
    })
  })

  describe('revoking one', () => {
    test('by the account, and replacing it at once where it is in use', async () => {
      const id = await bench.ordered(['revoked.myl.test'])
      const { runId, ...said } = await bench.custody.revoke({ certificateId: id, reason: 'superseded' })
      expect(said).toEqual({ version: 1, signedBy: 'account' })
      expect(await ended(runId)).toBe('succeeded')
      expect([await status(id, 1), await status(id, 2)]).toEqual(['Revoked', 'Valid'])
      expect(await bench.certificates.get(id)).toMatchObject({ health: 'protected', current: { number: 2, revokedAt: null } })
      expect(bench.foundations.recorded.find(({ action }) => action === 'certificate-revoked')?.sentence).toBe(
        'The certificate of revoked.myl.test was revoked at its authority: another one takes its place.',
      )
    })

    test('whose key was exposed, by that key; the key is never used again, though reuse was chosen', async () => {
      const id = await bench.ordered(['exposed.myl.test'], { keyUse: 'reuse' })
      await bench.renewed(id)
      expect(await bench.publicKey(id, 2)).toBe(await bench.publicKey(id, 1))
      // The earlier version has the same key: what is said of it strikes the one in use.
      const { runId, ...said } = await bench.custody.revoke({ certificateId: id, version: 1, reason: 'keyCompromise' })
      expect(said).toEqual({ version: 1, signedBy: 'certificate-key' })
      expect(await ended(runId)).toBe('succeeded')
      expect(await bench.publicKey(id, 3)).not.toBe(await bench.publicKey(id, 2))
      expect(await bench.renewed(id)).toBeUndefined()
      expect(await bench.publicKey(id, 4)).toBe(await bench.publicKey(id, 3))
    })

    test('and killed before its replacement began, it is due at the next start, whatever its age says', async () => {
      const id = await bench.ordered(['killed.myl.test'])
      await bench.replan(id)
      const { version, certificate } = await bench.version(id)
      await versionRepository(bench.db).update(id, version.number, { revoked_at: Date.now(), revocation_reason: 'superseded' })
      await certificateRepository(bench.db).update(id, { renewal_at: Date.now(), renewal_reason: 'emergency' })
      await bench.replan(id)
      expect((await certificateRepository(bench.db).find(id))?.renewal_at).toBeLessThanOrEqual(Date.now())
      expect(certificate.renewal_at).toBeGreaterThan(Date.now())
      await (await bench.renewals.start(id, 'emergency')).ended
      expect(await runRepository(bench.db).lastOf(id)).toMatchObject({ status: 'succeeded', reason: 'revoked' })
    })

    test('that another account ordered, by its own key', async () => {
      const { chain, privateKeyPem } = await issue(connectTo(pebble, await newTestAccount()), pebble.solver(), ['foreign.myl.test'])
      const { certificateId } = await bench.custody.importBundle({ files: [base64(chain.join('')), base64(privateKeyPem)] })
      expect(await bench.custody.revoke({ certificateId, reason: 'cessationOfOperation' })).toMatchObject({ signedBy: 'certificate-key' })
      expect(await status(certificateId)).toBe('Revoked')
    })

    test('whose key is in the store alone', async () => {
      const id = await bench.ordered(['installed.myl.test'], { exportable: false })
      const { signedBy, runId } = await bench.custody.revoke({ certificateId: id, reason: 'keyCompromise' })
      expect(signedBy).toBe('certificate-key')
      expect(await ended(runId)).toBe('succeeded')
    })

    test('is shown while the revoked one stays in use', async () => {
      const id = await bench.ordered(['ceased.myl.test'])
      expect((await bench.custody.revoke({ certificateId: id, reason: 'cessationOfOperation' })).runId).toBeNull()
      const again = bench.custody.revoke({ certificateId: id, reason: 'superseded' })
      await expect(again).rejects.toMatchObject({ code: 'CERTIFICATE_REVOKED_ALREADY', data: { reason: 'cessationOfOperation' } })
      const { current, health, renewal } = await bench.certificates.get(id)
      expect({ health, revokedAt: current?.revokedAt }).toEqual({ health: 'not-protected', revokedAt: expect.any(String) })
      // Its name is given up: nothing hurries to get another.
      expect(Date.parse(renewal?.at ?? '')).toBeGreaterThan(Date.now())
    })

    test('is asked for with the key of its request, and not with one of another kind beside it', async () => {
      const csr = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), ['own.myl.test'])).toString('base64')
      const other = { code: 'CSR_KEY_DIFFERS', data: { found: 'p-256', wanted: 'rsa-2048' } }
      await expect(bench.ordered(['own.myl.test'], { csr, keyType: 'rsa-2048' })).rejects.toMatchObject(other)
      const id = await bench.ordered(['own.myl.test'], { csr, keyType: 'p-256' })
      await expect(bench.custody.configure({ certificateId: id, keyType: 'rsa-2048' })).rejects.toMatchObject(other)
      await bench.custody.configure({ certificateId: id, csr: null, keyType: 'rsa-2048' })
    })

    test('whose exposed key lies elsewhere waits for another request', async () => {
      const csr = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), ['there.myl.test'])).toString('base64')
      const id = await bench.ordered(['there.myl.test'], { csr })
      expect(await bench.custody.revoke({ certificateId: id, reason: 'keyCompromise' })).toEqual({
        version: 1,
        signedBy: 'account',
        runId: null,
      })
      expect(await bench.renewed(id)).toBe('KEY_COMPROMISED')
      const another = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), ['there.myl.test'])).toString('base64')
      await bench.custody.configure({ certificateId: id, csr: another })
      expect(await bench.renewed(id)).toBeUndefined()
    })

    test('that no authority knows here is refused with what it says', async () => {
      const issued = await (await createTestAuthority()).issue({ names: ['strange.myl.test'] })
      const { certificateId } = await bench.custody.importBundle({ files: [base64(issued.certificatePem + issued.privateKeyPem)] })
      await expect(bench.custody.revoke({ certificateId, reason: 'unspecified' })).rejects.toMatchObject({
        code: 'ACME_REVOCATION_REFUSED',
      })
      expect((await bench.certificates.get(certificateId)).current?.revokedAt).toBeNull()
    })
  })

  describe('forgetting one', () => {
    test('needs its name typed, destroys its keys and leaves the store to the programs', async () => {
      const id = await bench.ordered(['forgotten.myl.test'])
      const sealed = bench.sealed.at(-1) ?? Buffer.alloc(0)
      const { thumbprint } = (await bench.version(id)).version
      const forget = (name: string, alsoFromStore = false) => bench.custody.forget({ certificateId: id, name, alsoFromStore })
      await expect(forget('other.myl.test')).rejects.toMatchObject({ code: 'NAME_NOT_REPEATED' })
      expect(await bench.liesInFiles(sealed)).toBe(true)
      await forget('Forgotten.myl.test')
      expect(await bench.liesInFiles(sealed)).toBe(false)
      expect(await bench.store.find('forgotten.myl.test', thumbprint)).toMatchObject({ hasKey: true })
      expect((await bench.certificates.list()).map((one) => one.id)).not.toContain(id)
      await expect(forget('forgotten.myl.test')).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_FOUND' })
      const again = await bench.ordered(['forgotten.myl.test'])
      await bench.custody.forget({ certificateId: again, name: 'forgotten.myl.test', alsoFromStore: true })
      expect(await bench.store.current('forgotten.myl.test')).toBeUndefined()
    })

    test('from the store too touches the store last: not at all while it waits for a run, and again where it was cut short', async () => {
      const id = await bench.ordered(['last.myl.test'], { exportable: false })
      const { thumbprint } = (await bench.version(id)).version
      const forget = (name: string, certificateId = id) => bench.custody.forget({ certificateId, name, alsoFromStore: true })
      const runs = runRepository(bench.db)
      await runs.add({ id: 'meanwhile', certificate_id: id, number: 2, reason: 'asked', status: 'running', started_at: 1 })
      await expect(forget('last.myl.test')).rejects.toMatchObject({ code: 'CERTIFICATE_BUSY' })
      expect(await bench.store.find('last.myl.test', thumbprint)).toMatchObject({ hasKey: true })
      await runs.update('meanwhile', { status: 'failed' })
      const { remove } = bench.store
      bench.store.remove = async () => {
        throw new Refusal('STORE_FAILED', { store: 'directory', reason: 'it is locked' })
      }
      await expect(forget('last.myl.test')).rejects.toMatchObject({ code: 'STORE_FAILED' })
      bench.store.remove = remove
      expect((await bench.certificates.list()).map((one) => one.id)).not.toContain(id)
      expect(await bench.store.find('last.myl.test', thumbprint)).toBeDefined()
      const tasks = createUnwantedTasks(bench)
      for (const { run } of await tasks()) await run()
      expect(await bench.store.find('last.myl.test', thumbprint)).toBeUndefined()
      expect(await tasks()).toEqual([])
    })

    test('from the store leaves there what was brought in again before it was taken away', async () => {
      const issued = await (await createTestAuthority()).issue({ names: ['back.myl.test'] })
      const bring = async () => bench.custody.importBundle({ files: [base64(issued.certificatePem + issued.privateKeyPem)] })
      const { certificateId } = await bring()
      const { remove } = bench.store
      bench.store.remove = async () => {
        throw new Refusal('STORE_FAILED', { store: 'directory', reason: 'it is locked' })
      }
      const forgetting = bench.custody.forget({ certificateId, name: 'back.myl.test', alsoFromStore: true })
      await expect(forgetting).rejects.toMatchObject({ code: 'STORE_FAILED' })
      bench.store.remove = remove
      await bring()
      const tasks = createUnwantedTasks(bench)
      for (const { run } of await tasks()) await run()
      expect(await bench.store.current('back.myl.test')).toBe(issued.thumbprint)
      expect(await tasks()).toEqual([])
    })

    test('and changing one wait for a run that is going on; the device’s own stays', async () => {
      const id = await bench.ordered(['busy.myl.test'])
      await runRepository(bench.db).add({
        id: 'going-on',
        certificate_id: id,
        number: 2,
        reason: 'asked',
        status: 'running',
        started_at: 1,
      })
      const busy = { code: 'CERTIFICATE_BUSY' }
      await expect(bench.custody.forget({ certificateId: id, name: 'busy.myl.test', alsoFromStore: false })).rejects.toMatchObject(busy)
      await expect(bench.custody.configure({ certificateId: id, keyType: 'rsa-3072' })).rejects.toMatchObject(busy)
      await certificateRepository(bench.db).update(id, { kind: 'device' })
      const kept = { code: 'DEVICE_CERTIFICATE_KEPT' }
      await expect(bench.custody.forget({ certificateId: id, name: 'busy.myl.test', alsoFromStore: false })).rejects.toMatchObject(kept)
      await expect(bench.custody.configure({ certificateId: id, authorities: ['https://ca.test/'] })).rejects.toMatchObject(kept)
    })
  })
})
