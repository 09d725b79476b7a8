import { generateKeyPairSync, sign } from 'node:crypto'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { makeAssertion } from '#main/device/assertion.policy.ts'

test('an assertion is a JWT that another library verifies, good for a minute and for one audience', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const at = Date.parse('2026-11-03T10:00:00.900Z')
  const assertion = makeAssertion({ deviceId: 'device-1', audience: 'https://cloud.test/token', at, id: 'j1' }, (message) =>
    sign(null, message, privateKey),
  )
  const expected = { audience: 'https://cloud.test/token', issuer: 'device-1', subject: 'device-1', algorithms: ['EdDSA'] }
  const { payload } = await jwtVerify(assertion, publicKey, { ...expected, currentDate: new Date(at) })
  const issuedAt = Math.floor(at / 1000)
  expect(payload).toEqual({
    iss: 'device-1',
    sub: 'device-1',
    aud: 'https://cloud.test/token',
    iat: issuedAt,
    exp: issuedAt + 60,
    jti: 'j1',
  })
  await expect(jwtVerify(assertion, publicKey, { ...expected, currentDate: new Date(at + 61_000) })).rejects.toThrow(/exp/)
  await expect(jwtVerify(assertion, publicKey, { ...expected, audience: 'another', currentDate: new Date(at) })).rejects.toThrow(/aud/)
})
