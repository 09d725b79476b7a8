import { createECDH, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asDerSignature } from '#main/acme/certificate-request.policy.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each([
  ['of small numbers', `${'00'.repeat(31)}01${'00'.repeat(31)}7f`, '300602010102017f'],
  ['of a number that would read as negative', `${'00'.repeat(31)}80${'00'.repeat(31)}01`, '300702020080020101'],
  ['of nothing at all', '00'.repeat(64), '3006020100020100'],
])('a signature %s is written as DER in as few bytes as there can be', (_, signature, der) => {
  expect(hex(asDerSignature(Buffer.from(signature, 'hex')))).toBe(der)
})

test('whatever is signed, OpenSSL reads the DER as it reads R and S', () => {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const point = pair.getPublicKey()
  const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', d: url(pair.getPrivateKey()), x: url(point.subarray(1, 33)), y: url(point.subarray(33)) }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  fc.assert(
    fc.property(fc.uint8Array(), (data) => {
      const signature = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
      expect(verify('sha256', data, createPublicKey(key), asDerSignature(signature))).toBe(true)
    }),
  )
})
