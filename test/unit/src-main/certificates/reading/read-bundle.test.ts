import { createPrivateKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readBundle, readChain } from '#main/certificates/reading/read-bundle.ts'
import { keytoolIsThere } from '../../../../support/keytool.ts'
import { openssl, opensslIsThere } from '../../../../support/openssl.ts'
import { opensslWithFiles, withFiles } from '../../../../support/openssl-files.ts'
import { createTestAuthority } from '../../../../support/test-authority.ts'

const authority = await createTestAuthority('Reading')
const kinds = { rsa: await authority.issue({ names: ['rsa.myl.test'], key: 'rsa' }), ec: await authority.issue({ names: ['ec.myl.test'] }) }
const text = (...parts: string[]) => Buffer.from(parts.join(''))
const code = (code: string) => ({ code })
const [intermediate = ''] = kinds.ec.chainPem
const everything = (kind: keyof typeof kinds) => ({
  privateKeyPem: kinds[kind].privateKeyPem,
  certificatePem: `${new X509Certificate(kinds[kind].certificatePem).toString().trim()}\n`,
  chainPem: [`${new X509Certificate(intermediate).toString().trim()}\n`],
})

describe('files that a person brings', () => {
  test.each(['rsa', 'ec'] as const)('belong together in any order of their blocks (%s)', async (kind) => {
    const { privateKeyPem, certificatePem, chainPem } = kinds[kind]
    const orders = [
      [text(privateKeyPem, certificatePem, ...chainPem)],
      [text(...chainPem, certificatePem, privateKeyPem)],
      [text(`Bag Attributes\r\n    localKeyID: 01\r\n${certificatePem}`), text(...chainPem), text(privateKeyPem)],
    ]
    for (const files of orders)
      expect(await readBundle(files)).toMatchObject({ ...everything(kind), keyType: kind === 'ec' ? 'p-256' : 'rsa-2048' })
  })

  test('may come from Windows: CRLF, a byte order mark, UTF-16', async () => {
    const { privateKeyPem, certificatePem } = kinds.rsa
    const pem = `${privateKeyPem}${certificatePem}`.replaceAll('\n', '\r\n')
    for (const file of [Buffer.from(`\uFEFF${pem}`), Buffer.from(`\uFEFF${pem}`, 'utf16le')])
      expect((await readBundle([file])).privateKeyPem).toBe(privateKeyPem)
  })

  test('may be DER, each by itself', async () => {
    const key = createPrivateKey(kinds.rsa.privateKeyPem)
    const leaf = new X509Certificate(kinds.rsa.certificatePem).raw
    for (const type of ['pkcs8', 'pkcs1'] as const)
      expect((await readBundle([leaf, key.export({ type, format: 'der' })])).privateKeyPem).toBe(kinds.rsa.privateKeyPem)
    const ec = createPrivateKey(kinds.ec.privateKeyPem).export({ type: 'sec1', format: 'der' })
    expect((await readBundle([ec, new X509Certificate(kinds.ec.certificatePem).raw])).privateKeyPem).toBe(kinds.ec.privateKeyPem)
  })

  test('hold the key as older programs write it', async () => {
    const rsa = createPrivateKey(kinds.rsa.privateKeyPem)
    for (const options of [{}, { cipher: 'aes-256-cbc', passphrase: 'Grüße' }, { cipher: 'des-ede3-cbc', passphrase: 'x' }]) {
      const pem = rsa.export({ type: 'pkcs1', format: 'pem', ...options }).toString()
      expect((await readBundle([text(pem, kinds.rsa.certificatePem)], options.passphrase)).privateKeyPem).toBe(kinds.rsa.privateKeyPem)
    }
    const sec1 = createPrivateKey(kinds.ec.privateKeyPem).export({ type: 'sec1', format: 'pem' }).toString()
    expect(await readBundle([text(sec1, kinds.ec.certificatePem)])).toMatchObject({ privateKeyPem: kinds.ec.privateKeyPem })
  })

  test('leave out what belongs to another chain, and end with the root where it came along', async () => {
    const other = await (await createTestAuthority('Other')).issue({ names: ['other.myl.test'] })
    const { privateKeyPem, certificatePem } = kinds.ec
    const read = await readBundle([
      text(other.certificatePem, ...other.chainPem, authority.rootPem, certificatePem, intermediate, privateKeyPem),
    ])
    expect(read.chainPem.map((pem) => new X509Certificate(pem).subject)).toEqual(['CN=Reading Intermediate', 'CN=Reading Root'])
  })

  test('may hold a certificate that has ended', async () => {
    const ended = await authority.issue({ names: ['late.myl.test'], notBefore: Date.now() - 2e9, notAfter: Date.now() - 1e9 })
    expect((await readBundle([text(ended.certificatePem, ended.privateKeyPem)])).keyType).toBe('p-256')
  })

  test('are read for the chain alone where the key lies elsewhere', async () => {
    const { certificatePem, chainPem } = everything('rsa')
    expect(await readChain([text(authority.rootPem, ...chainPem, certificatePem)])).toMatchObject({ certificatePem })
  })

  test('without a key, with another’s, without a certificate or with nothing are told apart', async () => {
    const { privateKeyPem, certificatePem } = kinds.ec
    await expect(readBundle([text(certificatePem)])).rejects.toMatchObject({ code: 'BUNDLE_NO_KEY', data: { name: 'ec.myl.test' } })
    await expect(readBundle([text(certificatePem, kinds.rsa.privateKeyPem)])).rejects.toMatchObject(code('BUNDLE_KEY_MISMATCH'))
    await expect(readBundle([text(privateKeyPem)])).rejects.toMatchObject(code('BUNDLE_NO_CERTIFICATE'))
    await expect(readBundle([])).rejects.toMatchObject(code('BUNDLE_NO_CERTIFICATE'))
    await expect(readBundle([Buffer.alloc(2_000_000)])).rejects.toMatchObject(code('BUNDLE_UNREADABLE'))
    await expect(readBundle([Buffer.from('hello')])).rejects.toMatchObject(code('BUNDLE_UNREADABLE'))
  })
})

describe.skipIf(!opensslIsThere)('what OpenSSL writes (needs openssl)', () => {
  const legacy = ['-legacy']
  const pfxForms: [string, string[]][] = [
    ['its default, AES-256', []],
    ['3DES, as Windows does', [...legacy, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    [
      'RC2-40 for the certificates, as older Windows does',
      [...legacy, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
    ],
    ['RC2-128', [...legacy, '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128']],
    ['AES-128 with SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['no checksum', ['-nomac']],
  ]
  const passwords = ['', 'plain', 'Grüße aus Köln', 'schlüssel 🔑🗝', 'a'.repeat(200)]

  function pfx(kind: keyof typeof kinds, password: string, args: string[]): Buffer {
    const { privateKeyPem, certificatePem, chainPem } = kinds[kind]
    const all = ['pkcs12', '-export', '-in', '@all.pem', '-out', '@out.pfx', '-passout', 'file:@password', '-name', 'Büro', ...args]
    const { written } = opensslWithFiles(all, { 'all.pem': privateKeyPem + certificatePem + chainPem.join(''), password: `${password}\n` })
    return written['out.pfx'] ?? Buffer.alloc(0)
  }

  describe.each(['rsa', 'ec'] as const)('a PFX with an %s key', (kind) => {
    test.each(pfxForms)('is read: %s', async (_, args) => {
      for (const password of passwords)
        expect(await readBundle([pfx(kind, password, args)], password)).toMatchObject({ ...everything(kind), friendlyName: 'Büro' })
    })
  })

  test.each(pfxForms.filter(([form]) => form !== 'nothing encrypted'))('a wrong password is called that: %s', async (_, args) => {
    const file = pfx('rsa', 'right', args)
    await expect(readBundle([file], 'wrong')).rejects.toMatchObject(code('BUNDLE_PASSWORD_WRONG'))
    await expect(readBundle([file])).rejects.toMatchObject(code('BUNDLE_PASSWORD_NEEDED'))
  })

  test('an RC4 file is refused with what to do about it', async () => {
    const file = pfx('rsa', 'x', [...legacy, '-keypbe', 'PBE-SHA1-RC4-128', '-certpbe', 'PBE-SHA1-RC4-128'])
    await expect(readBundle([file], 'x')).rejects.toMatchObject(code('BUNDLE_CIPHER_UNSUPPORTED'))
  })

  const keyForms: [string, string[]][] = [
    ['AES-256', ['-v2', 'aes-256-cbc']],
    ['3DES', ['-v2', 'des3', '-v2prf', 'hmacWithSHA1']],
    ['scrypt', ['-scrypt']],
    ['PKCS#12’s 3DES', ['-v1', 'PBE-SHA1-3DES']],
  ]
  test.each(keyForms)('an encrypted key is read, and a wrong password refused: %s', async (_, args) => {
    const { privateKeyPem, certificatePem } = kinds.rsa
    const all = ['pkcs8', '-topk8', '-in', '@key.pem', '-out', '@out.pem', '-passout', 'file:@password', ...args]
    const { written } = opensslWithFiles(all, { 'key.pem': privateKeyPem, password: 'Grüße\n' })
    const files = [written['out.pem'] ?? Buffer.alloc(0), text(certificatePem)]
    expect((await readBundle(files, 'Grüße')).privateKeyPem).toBe(privateKeyPem)
    await expect(readBundle(files, 'Grusse')).rejects.toMatchObject(code('BUNDLE_PASSWORD_WRONG'))
    await expect(readBundle(files)).rejects.toMatchObject(code('BUNDLE_PASSWORD_NEEDED'))
  })

  test('a PKCS#7 file with the key beside it is a whole', async () => {
    for (const form of ['PEM', 'DER']) {
      const args = ['crl2pkcs7', '-nocrl', '-certfile', '@certs.pem', '-outform', form, '-out', '@out.p7b']
      const { written } = opensslWithFiles(args, { 'certs.pem': intermediate + kinds.ec.certificatePem })
      const files = [text(kinds.ec.privateKeyPem), written['out.p7b'] ?? Buffer.alloc(0)]
      expect(await readBundle(files)).toMatchObject(everything('ec'))
    }
  })

  test('keys that no authority certifies are refused by their kind', async () => {
    const made: [string[], string][] = [
      [['-newkey', 'rsa:1024'], 'RSA-1024'],
      [['-newkey', 'ed25519'], 'ed25519'],
      [['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], 'secp256k1'],
    ]
    for (const [args, key] of made) {
      const pem = openssl(['req', '-x509', '-nodes', '-subj', '/CN=weak', '-keyout', '-', ...args], '')
      await expect(readBundle([Buffer.from(pem)])).rejects.toMatchObject({ code: 'KEY_NOT_TAKEN', data: { key } })
    }
  })
})

describe.skipIf(!keytoolIsThere)('what Java writes (needs keytool)', () => {
  const key = ['-genkeypair', '-alias', 'front desk', '-dname', 'CN=java.myl.test', '-storetype', 'PKCS12', '-keystore', '@store.p12']
  test.each([
    ['with its own ciphers', []],
    ['with those of Java 8', ['-J-Dkeystore.pkcs12.legacy=true']],
  ])('is read: %s', async (_, args) => {
    for (const [kind, keyType] of [
      [['-keyalg', 'RSA', '-keysize', '3072'], 'rsa-3072'],
      [['-keyalg', 'EC', '-groupname', 'secp384r1'], 'p-384'],
    ] as const) {
      const { written } = withFiles('keytool', [...args, ...key, ...kind, '-storepass', 'changeit'], {})
      const file = written['store.p12'] ?? Buffer.alloc(0)
      expect(await readBundle([file], 'changeit')).toMatchObject({ keyType, friendlyName: 'front desk', chainPem: [] })
      await expect(readBundle([file], 'changed')).rejects.toMatchObject(code('BUNDLE_PASSWORD_WRONG'))
    }
  })
})
