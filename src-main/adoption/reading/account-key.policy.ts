import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { strange } from './text.policy.ts'

/** PKCS#8 PEM of a private JWK (RFC 7517). Refuses with ADOPTION_FILE_STRANGE. */
export function keyFromJwk(jwk: object, file: string): string {
  return asPkcs8(() => createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }), file)
}

/** PKCS#8 PEM of an unencrypted key in PEM of any form. Refuses with ADOPTION_FILE_STRANGE. */
export function keyFromPem(pem: string, file: string): string {
  return asPkcs8(() => createPrivateKey(pem), file)
}

function asPkcs8(read: () => ReturnType<typeof createPrivateKey>, file: string): string {
  try {
    const key = read()
    if (!isSignedWith(key)) throw new Error('a key of another kind')
    return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch (cause) {
    throw strange(file, 'it holds no private key that signs for an account', cause)
  }
}

/** RS256, ES256 or ES384; ES512 (P-521) is not spoken here, and few authorities speak it. */
function isSignedWith(key: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  return key.asymmetricKeyType === 'rsa' ? modulusLength >= 2048 : ['prime256v1', 'secp384r1'].includes(namedCurve)
}
