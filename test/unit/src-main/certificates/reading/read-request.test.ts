import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeys } from '#main/acme/keys.adapter.ts'
import { readRequest, refuseOtherNames } from '#main/certificates/reading/read-request.ts'
import { opensslIsThere } from '../../../../support/openssl.ts'
import { opensslWithFiles } from '../../../../support/openssl-files.ts'

const keys = createKeys()
const names = ['a.myl.test', '*.a.myl.test', '192.0.2.7', '2001:db8::7']
const der = await keys.csr(await keys.generate('p-256'), names)

/** A request as a person makes it elsewhere. */
function made(args: string[], san = 'DNS:a.myl.test'): Buffer {
  const all = [
    'req',
    '-new',
    '-nodes',
    '-keyout',
    '@key.pem',
    '-out',
    '@out.csr',
    '-subj',
    '/O=Acme/CN=a.myl.test',
    '-addext',
    `subjectAltName=${san}`,
  ]
  return opensslWithFiles([...all, ...args], {}).written['out.csr'] ?? Buffer.alloc(0)
}

describe('a certificate request that a person brings', () => {
  test('says its names and its kind of key', async () => {
    expect(await readRequest(der)).toMatchObject({ names, keyType: 'p-256' })
    expect((await readRequest(await keys.csr(await keys.generate('rsa-2048'), ['a.myl.test']))).keyType).toBe('rsa-2048')
  })

  test('is for the names ordered, however they are written, or it is refused with the difference', async () => {
    const request = await readRequest(der)
    refuseOtherNames(request, ['2001:0DB8:0:0::0007', '*.A.myl.test.', '192.0.2.7', 'a.myl.test'])
    const refused = (ordered: string[]) => {
      try {
        refuseOtherNames(request, ordered)
        return ''
      } catch (error) {
        return isRefusal(error, 'CSR_NAMES_DIFFER') ? String(error.data.difference) : 'another error'
      }
    }
    expect(refused([...names, 'b.myl.test'])).toBe('b.myl.test not in the request')
    expect(refused(names.slice(1))).toBe('a.myl.test not ordered')
  })

  test('that was changed after it was signed is refused', async () => {
    const changed = Buffer.from(der)
    changed[changed.indexOf('myl') + 1] = 0x7a
    await expect(readRequest(changed)).rejects.toMatchObject({ code: 'CSR_SIGNATURE_WRONG' })
  })

  test('that is none is refused', async () => {
    const files = [
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      Buffer.alloc(70_000),
    ]
    for (const file of files) await expect(readRequest(file)).rejects.toMatchObject({ code: 'CSR_UNREADABLE' })
  })

  test('and is damaged in any way gets a code, never a stack trace', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        fc.nat(der.length),
        async (changes, end) => {
          const file = Buffer.from(der).subarray(0, end)
          for (const [at, byte] of changes) if (at < file.length) file[at] = byte
          await readRequest(file).catch((error: unknown) => {
            if (!isRefusal(error, 'CSR_UNREADABLE', 'CSR_SIGNATURE_WRONG', 'CSR_NAMES_DIFFER', 'KEY_NOT_TAKEN')) throw error
          })
        },
      ),
      { numRuns: 300 },
    ))

  describe.skipIf(!opensslIsThere)('(made by openssl)', () => {
    test.each([
      ['RSA', ['-newkey', 'rsa:3072'], 'rsa-3072'],
      ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'p-384'],
      ['RSA in DER', ['-newkey', 'rsa:2048', '-outform', 'DER'], 'rsa-2048'],
    ])('is read: %s', async (_, args, keyType) => {
      expect(await readRequest(made(args))).toMatchObject({ names: ['a.myl.test'], keyType })
    })

    test.each([
      ['RSA-1024', ['-newkey', 'rsa:1024']],
      ['ed25519', ['-newkey', 'ed25519']],
    ])('is refused for its key: %s', async (key, args) => {
      await expect(readRequest(made(args))).rejects.toMatchObject({ code: 'KEY_NOT_TAKEN', data: { key } })
    })

    test('is refused for names that are no hosts', async () => {
      await expect(readRequest(made(['-newkey', 'rsa:2048'], 'DNS:a.myl.test,email:a@myl.test'))).rejects.toMatchObject({
        code: 'CSR_NAMES_DIFFER',
      })
    })
  })
})
