import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** Ed25519 over the UTF-8 of `text`. `x` is of the key's JWK, `signature` base64url. */
export function isSignedBy(x: string, text: string, signature: string): boolean {
  const key = keyOf(x)
  return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}

/** Not all that has the length of a key is one. */
function keyOf(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  } catch {
    return undefined
  }
}
