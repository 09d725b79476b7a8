import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBundle } from '#main/certificates/reading/read-bundle.ts'
import { opensslIsThere } from '../../../../support/openssl.ts'
import { opensslWithFiles } from '../../../../support/openssl-files.ts'
import { createTestAuthority } from '../../../../support/test-authority.ts'

const issued = await (await createTestAuthority()).issue({ names: ['a.myl.test'] })
const pem = Buffer.from(issued.privateKeyPem + issued.certificatePem + issued.chainPem.join(''))

/** Whatever comes, it is read or it is refused; never anything else. */
async function readOrRefused(file: Uint8Array): Promise<void> {
  try {
    await readBundle([file], 'password')
  } catch (error) {
    if (!isRefusal(error)) throw error
    expect(error.code).toMatch(/^(BUNDLE|KEY)_/)
    expect(error.message).not.toMatch(/\bat \S+\.ts:|Error:|asn1|ASN\.1/)
  }
}

/** Bytes changed, cut, repeated or put in. */
const damage = (whole: Uint8Array) =>
  fc
    .array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.nat(20), kind: fc.constantFrom('set', 'cut', 'put') }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) =>
      changes.reduce<Buffer>((file, { at, byte, cut, kind }) => {
        const place = at % Math.max(file.length, 1)
        const rest = file.subarray(kind === 'put' ? place : place + (kind === 'cut' ? cut : 1))
        return Buffer.concat([file.subarray(0, place), kind === 'cut' ? Buffer.alloc(0) : Buffer.of(byte), rest])
      }, Buffer.from(whole)),
    )

describe('malformed files are refused with a code', () => {
  test('any bytes', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), readOrRefused), { numRuns: 300 }))

  test('any text between PEM marks', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('CERTIFICATE', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'PKCS7', 'ANYTHING'),
        fc.oneof(fc.base64String({ maxLength: 200 }), fc.string({ maxLength: 80 })),
        (label, inside) => readOrRefused(Buffer.from(`-----BEGIN ${label}-----\n${inside}\n-----END ${label}-----\n`)),
      ),
      { numRuns: 300 },
    ))

  test('a damaged PEM', () => fc.assert(fc.asyncProperty(damage(pem), readOrRefused), { numRuns: 300 }))

  test('deeply nested sequences', () => readOrRefused(Buffer.alloc(100_000, Buffer.of(0x30, 0x80))))

  describe.skipIf(!opensslIsThere)('(needs openssl)', () => {
    const forms: [string, string[]][] = [
      ['a damaged PFX', []],
      ['a damaged PFX without a checksum to find it by', ['-nomac', '-iter', '10']],
      ['a damaged PFX of which nothing is encrypted', ['-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE']],
    ]
    test.each(forms)('%s', async (_, args) => {
      const all = ['pkcs12', '-export', '-in', '@all.pem', '-out', '@out.pfx', '-passout', 'pass:password', ...args]
      const file = opensslWithFiles(all, { 'all.pem': pem }).written['out.pfx'] ?? Buffer.alloc(0)
      await fc.assert(fc.asyncProperty(damage(file), readOrRefused), { numRuns: 150 })
    })
  })
})
