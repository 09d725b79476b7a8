import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import type { ExportCipher, ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ExportRequest, exportBundle } from '#main/certificates/export/export-bundle.ts'
import { oneTimePassword } from '#main/certificates/export/one-time-password.policy.ts'
import { readBundle, readChain } from '#main/certificates/reading/read-bundle.ts'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { splitCertificates } from '#main/system/x509/certificates.policy.ts'
import { keytoolImport, keytoolIsThere, keytoolList } from '../../../../support/keytool.ts'
import { issueBelow } from '../../../../support/long-chain.ts'
import { opensslIsThere } from '../../../../support/openssl.ts'
import { opensslWithFiles } from '../../../../support/openssl-files.ts'
import { createTestAuthority } from '../../../../support/test-authority.ts'

const authority = await createTestAuthority('Export')
const bundles: Record<'rsa' | 'ec' | 'long', KeyAndChain> = {
  rsa: await authority.issue({ names: ['rsa.myl.test'], key: 'rsa' }),
  ec: await authority.issue({ names: ['*.ec.myl.test'] }),
  long: await issueBelow(25, 'long.myl.test'),
}
type Kind = keyof typeof bundles
const kinds = Object.keys(bundles) as Kind[]
const ciphers: ExportCipher[] = ['3des', 'aes-256']
const passwords = ['', 'plain', 'Grüße aus Köln', '🔑 pass 🗝', ' spaces ', 'a'.repeat(300)]

const give = (kind: Kind, request: ExportRequest) => exportBundle(bundles[kind], request, randomBytes)
const thumbprints = (pem: string) => splitCertificates(pem).map((one) => new X509Certificate(one).fingerprint256)
const pathOf = (kind: Kind) => [bundles[kind].certificatePem, ...bundles[kind].chainPem].flatMap(thumbprints)
const keyOf = (pem: string) => createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }).toString('hex')

describe.skipIf(!opensslIsThere)('what is given out, as OpenSSL reads it (needs openssl)', () => {
  function opened(pfx: Uint8Array, password: string): string {
    const args = ['pkcs12', '-in', '@in.pfx', '-nodes', '-passin', 'file:@password', '-legacy']
    return opensslWithFiles(args, { 'in.pfx': pfx, password: `${password}\n` }).printed
  }

  describe.each(kinds)('a PFX of a certificate (%s)', (kind) => {
    test.each(ciphers)('has the key, the whole chain and the name under any password (%s)', async (cipher) => {
      for (const password of kind === 'long' ? passwords.slice(0, 2) : passwords) {
        const { bytes } = await give(kind, { format: 'pfx', password, cipher, friendlyName: 'Front Desk & Co' })
        const text = opened(bytes, password)
        expect(keyOf(text.slice(text.indexOf('-----BEGIN PRIVATE')))).toBe(keyOf(bundles[kind].privateKeyPem))
        expect(thumbprints(text)).toEqual(pathOf(kind))
        expect(text).toContain('friendlyName: Front Desk & Co')
      }
    })

    test.each(ciphers)('does not open with another password (%s)', async (cipher) => {
      const { bytes } = await give(kind, { format: 'pfx', password: 'right', cipher })
      for (const password of ['wrong', '', 'right ']) expect(() => opened(bytes, password)).toThrow(/password|mac verify/i)
    })
  })

  test('is locked in the two ways that were chosen, and in no weaker one', async () => {
    const info = async (cipher: ExportCipher) => {
      const { bytes } = await give('rsa', { format: 'pfx', password: 'x', cipher })
      const args = ['pkcs12', '-in', '@in.pfx', '-info', '-noout', '-passin', 'pass:x', '-legacy']
      // OpenSSL says what it finds on the standard error.
      return opensslWithFiles(['pkcs12', ...args.slice(1)], { 'in.pfx': bytes }).complained
    }
    expect(await info('3des')).toMatch(/MAC: sha1, Iteration 2048[\s\S]*pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048/)
    expect(await info('aes-256')).toMatch(
      /MAC: sha256, Iteration 50000[\s\S]*PBES2, PBKDF2, AES-256-CBC, Iteration 50000, PRF hmacWithSHA256/,
    )
  })

  test.each(kinds)('PKCS#7 holds the certificates and no key (%s)', async (kind) => {
    for (const [format, form] of [
      ['pkcs7-pem', 'PEM'],
      ['pkcs7-der', 'DER'],
    ] as const) {
      const { bytes, fileName } = await give(kind, { format })
      const { printed } = opensslWithFiles(['pkcs7', '-in', '@in.p7b', '-inform', form, '-print_certs'], { 'in.p7b': bytes })
      expect(thumbprints(printed)).toEqual(pathOf(kind))
      expect(fileName).toMatch(/\.p7b$/)
      expect(Buffer.from(bytes).includes('PRIVATE')).toBe(false)
    }
  })

  test.each(kinds)('PEM is one file, or one for each part (%s)', async (kind) => {
    const part = async (format: ExportFormat) => Buffer.from((await give(kind, { format })).bytes).toString()
    const [all, key, leaf, chain, full] = await Promise.all(
      (['pem', 'pem-key', 'pem-certificate', 'pem-chain', 'pem-fullchain'] as const).map(part),
    )
    expect(all).toBe(`${key}${full}`)
    expect(full).toBe(`${leaf}${chain}`)
    expect(thumbprints(full ?? '')).toEqual(pathOf(kind))
    const { printed } = opensslWithFiles(['pkey', '-in', '@key.pem', '-pubout'], { 'key.pem': key ?? '' })
    expect(printed).toBe(opensslWithFiles(['x509', '-in', '@leaf.pem', '-pubkey', '-noout'], { 'leaf.pem': leaf ?? '' }).printed)
  })

  test.each(kinds)('a PEM key is encrypted where there is a password (%s)', async (kind) => {
    for (const password of passwords) {
      const { bytes } = await give(kind, { format: 'pem-key', password })
      const open = (tried: string) =>
        opensslWithFiles(['pkey', '-in', '@key.pem', '-passin', 'file:@password'], { 'key.pem': bytes, password: `${tried}\n` }).printed
      expect(keyOf(open(password))).toBe(keyOf(bundles[kind].privateKeyPem))
      expect(() => open('wrong')).toThrow()
    }
  })

  test('a name of any characters goes in and comes back', async () => {
    const names = ['', ' ', '🏢 Büro', '日本語', 'a"b\'c\\d/e', 'é', '\t', 'x'.repeat(500)]
    for (const friendlyName of names) {
      const { bytes } = await give('ec', { format: 'pfx', password: 'x', friendlyName })
      expect(thumbprints(opened(bytes, 'x'))).toEqual(pathOf('ec'))
      expect(await readBundle([bytes], 'x')).toMatchObject({ friendlyName })
    }
  })
})

describe.skipIf(!keytoolIsThere)('what is given out, as Java’s keytool reads it (needs keytool)', () => {
  const cases = kinds.flatMap((kind) => ciphers.map((cipher) => [kind, cipher] as const))

  test.each(cases)('a key store is made of it: key, chain and alias (%s, %s)', async (kind, cipher) => {
    const { bytes, fileName } = await give(kind, { format: 'jks', password: 'changeit', cipher, friendlyName: 'Front Desk' })
    const { listed } = keytoolImport(bytes, 'changeit')
    expect(listed).toContain('Alias name: front desk')
    expect(listed).toContain('Entry type: PrivateKeyEntry')
    expect(listed).toContain(`Certificate chain length: ${pathOf(kind).length}`)
    const found = [...listed.matchAll(/SHA256: ([0-9A-F:]+)/g)].map(([, print]) => print)
    expect(found).toEqual(pathOf(kind))
    expect(fileName).toMatch(/\.p12$/)
  })

  test.each(ciphers)('another password does not open it (%s)', async (cipher) => {
    const { bytes } = await give('rsa', { format: 'jks', password: 'changeit', cipher })
    expect(keytoolList(bytes, 'changeit')).toContain('PrivateKeyEntry')
    expect(() => keytoolList(bytes, 'changed!')).toThrow()
  })

  test('the alias may have any letters', async () => {
    const { bytes } = await give('ec', { format: 'jks', password: 'changeit', friendlyName: 'büro 日本' })
    expect(keytoolList(bytes, 'changeit')).toContain('Alias name: büro 日本')
  })

  test('passwords that keytool would not take are refused beforehand', async () => {
    for (const password of ['', 'short', 'Grüße aus Köln', '🔑🔑🔑🔑🔑🔑'])
      await expect(give('ec', { format: 'jks', password })).rejects.toMatchObject({ code: 'EXPORT_PASSWORD_UNFIT' })
  })
})

describe('what is given out', () => {
  test('comes back the same when it is brought in again', async () => {
    const password = fc.string({ unit: 'grapheme', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.constantFrom(...ciphers),
        password,
        password,
        async (kind, cipher, secret, friendlyName) => {
          const { bytes } = await give(kind, { format: 'pfx', password: secret, cipher, friendlyName })
          const read = await readBundle([bytes], secret)
          expect(keyOf(read.privateKeyPem)).toBe(keyOf(bundles[kind].privateKeyPem))
          expect([read.certificatePem, ...read.chainPem].flatMap(thumbprints)).toEqual(pathOf(kind))
          expect(read.friendlyName).toBe(friendlyName)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is called what every file system takes', async () => {
    expect((await give('ec', { format: 'pem' })).fileName).toBe('_.ec.myl.test.pem')
  })

  test('a PFX without a password is refused, an empty one is one', async () => {
    await expect(give('ec', { format: 'pfx' })).rejects.toMatchObject({ code: 'EXPORT_PASSWORD_NEEDED' })
    expect(await readBundle([(await give('ec', { format: 'pfx', password: '' })).bytes])).toMatchObject({ keyType: 'p-256' })
  })

  test('the chain alone needs no key', async () => {
    const { name, certificatePem, chainPem } = bundles.rsa
    const { bytes } = await exportBundle({ name, certificatePem, chainPem, privateKeyPem: undefined }, { format: 'pkcs7-der' }, randomBytes)
    expect(new X509Certificate((await readChain([bytes])).certificatePem).fingerprint256).toBe(pathOf('rsa')[0])
  })

  test('a one-time password has no letter more often than another, and never comes twice', () => {
    const made = Array.from({ length: 500 }, () => oneTimePassword(randomBytes))
    expect(new Set(made).size).toBe(made.length)
    for (const password of made) expect(password).toMatch(/^[A-HJ-NP-Za-km-z2-9]{24}$/)
    // Bytes above the last whole round of letters would favour the first ones.
    expect(oneTimePassword((length) => new Uint8Array(length).map((_, index) => (index === 0 ? 255 : index)))).not.toContain('undefined')
  })
})
