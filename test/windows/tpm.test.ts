import { spawnSync } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { tpmKeyName } from '#main/certificates/tpm-key.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { pfxFiles } from '#main/composition/pfx-files.ts'
import { putBack } from '#main/renewals/put-back.ts'
import { provesKey } from '#main/stores/key-proof.adapter.ts'
import type { CertificateStore } from '#main/stores/store.port.ts'
import { createTpmKeys } from '#main/stores/windows/tpm-keys.adapter.ts'
import { createWindowsStore } from '#main/stores/windows/windows-store.adapter.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { splitCertificates } from '#main/system/x509/certificates.policy.ts'
import { type CustodyBench, startCustodyBench } from '../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../support/pebble.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'

/**
 * All but the TPM itself: on Windows keys are made by its software provider, in the same calls; elsewhere tpm-keys.ps1, which only
 * opens and makes keys, has one of the tests' own in its place. What is unproven by that: docs/unproven-on-windows.md.
 */
const provider = process.platform === 'win32' ? 'Microsoft Software Key Storage Provider' : 'software'
const because = noPowerShell ?? (pebbleIsThere ? undefined : needsPebble)

/** As Windows' own fltmc.exe shows: it lists its filters to administrators alone. */
const isWindowsAdministrator =
  process.platform === 'win32' && spawnSync(join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'fltmc.exe')).status === 0

describe.skipIf(because)(`keys that are made where nobody can take them out${because ? ` (${because})` : ''}`, () => {
  let pebble: StartedPebble
  let under: PowerShellUnderTest
  let bench: CustodyBench
  /** What the store does in place of binding a certificate to its key, once. */
  let insteadOfBinding: (() => Promise<undefined>) | undefined

  function makeStore(folder: string, tpmProvider = provider): CertificateStore {
    const indexFile = join(folder, 'CurrentUser.json')
    const { powershell } = under
    return createWindowsStore({ location: 'CurrentUser', indexFile, powershell, pfx: pfxFiles, clock: systemClock, tpmProvider })
  }

  beforeAll(async () => {
    pebble = await startPebble()
    under = await powershellForTest({ idle: 60_000 })
    const scripts = under.options.scripts ?? ''
    if (process.platform !== 'win32') await copyFile(join(scripts, 'test/software-keys.ps1'), join(scripts, 'store/tpm-keys.ps1'))
    bench = await startCustodyBench(pebble, {
      makeStore: (folder) => {
        const store = makeStore(folder)
        const { tpm } = store
        if (!tpm) throw new Error('the store of Windows makes keys in a TPM')
        const install: typeof tpm.install = (...bound) => {
          const instead = insteadOfBinding
          insteadOfBinding = undefined
          return instead ? instead() : tpm.install(...bound)
        }
        return { ...store, tpm: { ...tpm, install } }
      },
    })
  })
  afterAll(async () => {
    await bench?.stop()
    await under?.remove()
    await pebble?.stop()
  })

  const inTpm = { keyUse: 'tpm', keyType: 'p-256' } as const
  const inUse = async (id: string) => {
    const { version } = await bench.version(id)
    return { ...version, leaf: splitCertificates(version.chain_pem)[0] ?? '' }
  }

  test.each(['rsa-2048', 'p-256'] as const)(
    'an %s key never leaves it, and its certificate is found in the store, proven by a signature',
    async (keyType) => {
      const name = `${keyType}.myl.test`
      const id = await bench.ordered([name], { keyUse: 'tpm', keyType })
      const { leaf, thumbprint, ...version } = await inUse(id)
      expect(version).toMatchObject({ sealed_key: null, key_custody: 'tpm', installed_at: expect.any(Number), number: 1 })
      expect(await bench.store.find(name, thumbprint)).toMatchObject({ hasKey: true })
      expect(await provesKey(bench.store, name, leaf)).toBe(true)
      await expect(bench.store.load(name, thumbprint)).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE' })
      await expect(bench.custody.export({ certificateId: id, format: 'pem' })).rejects.toMatchObject({ code: 'KEY_IN_TPM' })
      expect((await bench.custody.export({ certificateId: id, format: 'pem-fullchain' })).content).not.toBe('')
      expect(await bench.certificates.get(id)).toMatchObject({ health: 'protected', keyUse: 'tpm', current: { keyCustody: 'tpm' } })
      expect(bench.actions()).toContain('key-made-in-tpm')
    },
  )

  test('a renewal makes another key, and one back to keys made here seals it', async () => {
    const id = await bench.ordered(['renewed.myl.test'], inTpm)
    expect(await bench.renewed(id)).toBeUndefined()
    expect((await inUse(id)).key_custody).toBe('tpm')
    expect(await bench.publicKey(id, 2)).not.toBe(await bench.publicKey(id, 1))
    await bench.custody.configure({ certificateId: id, keyUse: 'new' })
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await inUse(id)).toMatchObject({ number: 3, key_custody: 'sealed' })
  })

  test('one that is in use is left alone by a renewal after a restore, which gives the same number to another', async () => {
    const id = await bench.ordered(['restored.myl.test'], inTpm)
    const before = tpmKeyName(await inUse(id)) ?? ''
    const publicKey = await bench.store.tpm?.publicKey(before)
    // As the backup that was restored has it: from before the key that is in use.
    await bench.db.updateTable('certificates').set({ current_version: null }).where('id', '=', id).execute()
    await versionRepository(bench.db).remove(id, 1)
    expect(await bench.renewed(id)).toBeUndefined()
    const after = await inUse(id)
    expect(after.number).toBe(1)
    expect(tpmKeyName(after)).not.toBe(before)
    expect(await bench.store.tpm?.publicKey(before)).toEqual(publicKey)
  })

  test('an exposed one signs its own revocation, and is replaced', async () => {
    const id = await bench.ordered(['exposed.myl.test'], inTpm)
    const { runId, ...said } = await bench.custody.revoke({ certificateId: id, reason: 'keyCompromise' })
    expect(said).toEqual({ version: 1, signedBy: 'certificate-key' })
    await expect.poll(async () => (await bench.version(id)).certificate.current_version, { timeout: 20_000 }).toBe(2)
    expect(await bench.publicKey(id, 2)).not.toBe(await bench.publicKey(id, 1))
  })

  test('one that is gone before its certificate could be bound to it is told, and another is made', async () => {
    insteadOfBinding = async () => undefined
    const id = await bench.ordered(['gone.myl.test'], inTpm)
    expect((await bench.certificates.get(id)).failure?.code).toBe('TPM_KEY_LOST')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await inUse(id)).toMatchObject({ number: 2, key_custody: 'tpm' })
  })

  test('a certificate that somebody took out of the store is bound to its key again; without it the key is lost', async () => {
    const name = 'taken.myl.test'
    const id = await bench.ordered([name], inTpm)
    const take = async () => {
      const { thumbprint } = await inUse(id)
      await under.powershell.run({ script: 'test/take-certificate', data: { thumbprint }, answer: z.unknown() })
      const { certificate, version } = await bench.version(id)
      return putBack(certificate, version, bench)
    }
    expect(await take()).toBe(true)
    expect(await provesKey(bench.store, name, (await inUse(id)).leaf)).toBe(true)
    await bench.store.tpm?.remove(tpmKeyName(await inUse(id)) ?? '')
    expect(await take()).toBe(false)
    expect((await bench.certificates.get(id)).current?.keyCustody).toBe('lost')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await inUse(id)).toMatchObject({ number: 2, key_custody: 'tpm' })
  })

  test('what it cannot make is refused before anything is ordered', async () => {
    const refused = async (choices: Parameters<typeof bench.ordered>[1], code: string) =>
      expect(bench.ordered(['refused.myl.test'], choices)).rejects.toMatchObject({ code })
    await refused({ keyUse: 'tpm', keyType: 'p-384' }, 'TPM_KEY_TYPE')
    await refused({ ...inTpm, exportable: true }, 'TPM_IMPOSSIBLE')
    const csr = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), ['refused.myl.test'])).toString('base64')
    await refused({ ...inTpm, csr }, 'TPM_IMPOSSIBLE')
    const id = await bench.ordered(['other.myl.test'])
    const configured = bench.custody.configure({ certificateId: id, keyUse: 'tpm', keyType: 'rsa-4096' })
    await expect(configured).rejects.toMatchObject({ code: 'TPM_KEY_TYPE' })
  })

  test('where there is no TPM the run says so', async () => {
    const without = await startCustodyBench(pebble, { makeStore: (folder) => makeStore(folder, 'none') })
    onTestFinished(without.stop)
    const id = await without.ordered(['without.myl.test'], inTpm)
    expect((await without.certificates.get(id)).failure?.code).toBe('TPM_MISSING')
  })
})

describe.skipIf(noPowerShell)(`keys of the machine${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest({ idle: 60_000 })
  })
  afterAll(() => under?.remove())

  test('are given their rights by a property that PowerShell makes', async () => {
    const scripts = under.options.scripts ?? ''
    await copyFile(join(scripts, 'test/rights-property.ps1'), join(scripts, 'store/rights-property.ps1'))
    const descriptor = Buffer.from('rights').toString('base64')
    const answer = z.object({ name: z.string(), options: z.int(), value: z.string(), count: z.int() })
    const made = await under.powershell.run({ script: 'store/rights-property', data: { descriptor }, answer })
    expect(made).toEqual({ name: 'Security Descr', options: 4, value: descriptor, count: 1 })
  })

  test.skipIf(!isWindowsAdministrator)('are made, sign and are deleted (needs an administrator of Windows)', async () => {
    const keys = createTpmKeys({
      ...{ powershell: under.powershell, location: 'LocalMachine', provider, friendlyName: (name: string) => name },
      // NETWORK SERVICE
      keyReaders: async () => ['S-1-5-20'],
      placed: async () => {
        throw new Error('no certificate is bound here')
      },
    })
    const key = await keys.make('mylzip-test', 'p-256')
    onTestFinished(() => keys.remove(key))
    expect(await keys.publicKey(key)).toBeDefined()
    expect(await keys.sign(key, Buffer.from('data'))).toBeDefined()
    await keys.remove(key)
    expect(await keys.publicKey(key)).toBeUndefined()
  })
})

test.skipIf(!pebbleIsThere)(`certificates that go into a folder have no TPM (${needsPebble})`, async () => {
  const pebble = await startPebble()
  onTestFinished(pebble.stop)
  const bench = await startCustodyBench(pebble)
  onTestFinished(bench.stop)
  await expect(bench.ordered(['folder.myl.test'], { keyUse: 'tpm' })).rejects.toMatchObject({ code: 'TPM_MISSING' })
})
