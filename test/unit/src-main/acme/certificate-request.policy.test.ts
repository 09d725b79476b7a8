import { generateKeyPairSync } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestInfo, signedRequest } from '#main/acme/certificate-request.policy.ts'

const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' })

/** As a library that others wrote reads it. The signature is of no account here. */
function read(names: string[]) {
  const der = signedRequest(requestInfo({ names, publicKey }), 'ecdsa-with-SHA256', Buffer.from('3006020101020101', 'hex'))
  const request = new x509.Pkcs10CertificateRequest(new Uint8Array(der))
  const san = new x509.SubjectAlternativeNameExtension(request.getExtension('2.5.29.17')?.rawData ?? new Uint8Array())
  return { request, names: san.names.items.map(({ type, value }) => ({ type, value })) }
}

const dnsName = fc
  .array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/), { minLength: 2, maxLength: 6 })
  .map((labels) => labels.join('.'))
  .filter((name) => !/^\d+(\.\d+)*$/.test(name))

describe('a certificate request', () => {
  test('holds all its names in their order, however many and however long', () => {
    fc.assert(
      fc.property(fc.uniqueArray(dnsName, { minLength: 1, maxLength: 100 }), (names) => {
        const found = read(names)
        expect(found.names).toEqual(names.map((value) => ({ type: 'dns', value })))
        expect(Buffer.from(found.request.publicKey.rawData)).toEqual(publicKey)
      }),
      { numRuns: 50 },
    )
  })

  test('holds any address, in whatever form it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
        const written = new URL(`http://[${six}]`).hostname.slice(1, -1)
        const [first, second] = read([four, six]).names
        expect(first).toEqual({ type: 'ip', value: four })
        expect(new URL(`http://[${second?.value}]`).hostname.slice(1, -1)).toBe(written)
      }),
    )
  })

  test('takes a hundred of the longest names, and is short for one', () => {
    const long = Array.from({ length: 100 }, (_, index) => `${'label.'.repeat(40)}n${index}.test`)
    expect(read(long).names.map(({ value }) => value)).toEqual(long)
    expect(requestInfo({ names: ['a.test'], publicKey }).length).toBeLessThan(200)
  })
})
