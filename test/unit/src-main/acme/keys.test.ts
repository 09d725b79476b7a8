import { createPublicKey } from 'node:crypto'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { describe, expect, test } from 'vitest'
import { hasKeyOf } from '#main/acme/issued-chain.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import { signedBy } from '#main/stores/signatures.ts'
import { openssl, opensslIsThere } from '../../../support/openssl.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

const keys = createKeys()

describe.skipIf(!opensslIsThere)('a request as openssl reads it (needs openssl)', () => {
  const signatures: Record<KeyType, string> = {
    'rsa-2048': 'sha256WithRSAEncryption',
    'rsa-3072': 'sha256WithRSAEncryption',
    'rsa-4096': 'sha256WithRSAEncryption',
    'p-256': 'ecdsa-with-SHA256',
    'p-384': 'ecdsa-with-SHA384',
  }

  test.each(KeyType.options)('is signed by its own %s key, and names what it is for', async (type) => {
    const key = await keys.generate(type)
    const csr = await keys.csr(key, ['a.myl.test', '*.a.myl.test', '192.0.2.7', '2001:db8::7'])
    const text = openssl(['req', '-inform', 'DER', '-noout', '-text', '-verify'], csr)
    expect(text).toContain(`Signature Algorithm: ${signatures[type]}`)
    expect(text).toMatch(/Subject: CN ?= ?a\.myl\.test/)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'DNS:a.myl.test, DNS:*.a.myl.test, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7',
    )
    expect(openssl(['req', '-inform', 'DER', '-noout', '-pubkey'], csr)).toBe(createPublicKey(key).export({ type: 'spki', format: 'pem' }))
  })

  test.each(['rsa-2048', 'p-256', 'p-384'] as const)('is signed where its %s key lies all the same', async (type) => {
    const key = await keys.generate(type)
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
    for (let times = 0; times < 20; times++) {
      const csr = await keys.csrBy({ publicKey, sign: async (data) => signedBy(key, data) }, ['a.myl.test'])
      const text = openssl(['req', '-inform', 'DER', '-noout', '-text', '-verify'], csr)
      expect(text).toContain(`Signature Algorithm: ${signatures[type]}`)
    }
  })

  test('has the first name as CN that fits its 64 characters, and none when none does', async () => {
    const key = await keys.generate('p-256')
    const long = `${'long'.repeat(14)}.acme.myl.test`
    const subject = async (names: string[]) =>
      openssl(['req', '-inform', 'DER', '-noout', '-subject', '-nameopt', 'RFC2253'], await keys.csr(key, names)).trim()
    expect(await subject([long, 'short.myl.test'])).toMatch(/^subject= ?CN=short\.myl\.test$/)
    expect(await subject([long])).toMatch(/^subject= ?$/)
    expect(await subject(['192.0.2.7'])).toMatch(/^subject= ?$/)
  })
})

describe('keys', () => {
  test('are PKCS#8 PEM, and never the same twice', async () => {
    const [one, two] = await Promise.all([keys.generate('p-256'), keys.generate('p-256')])
    expect(one).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    expect(one).not.toBe(two)
  })

  test('are recognized in the certificate that was made for them, and only there', async () => {
    const issued = await (await createTestAuthority()).issue({ names: ['a.myl.test'], key: 'rsa' })
    expect(hasKeyOf(issued.certificatePem, await keys.csr(issued.privateKeyPem, ['a.myl.test']))).toBe(true)
    expect(hasKeyOf(issued.certificatePem, await keys.csr(await keys.generate('rsa-2048'), ['a.myl.test']))).toBe(false)
  })
})
