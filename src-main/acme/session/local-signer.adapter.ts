import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { AccountSigner, PublicJwk } from './account-signer.port.ts'

/** Signs with a private key that is here (PKCS#8, SEC 1 or PKCS#1 PEM): P-256, P-384 or RSA. */
export function createLocalSigner(privateKeyPem: string): AccountSigner {
  const key = createPrivateKey(privateKeyPem)
  const publicKey = createPublicKey(key).export({ format: 'jwk' }) as PublicJwk
  const hash = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256'
  return {
    publicKey: async () => publicKey,
    sign: async (signingInput) => signature(hash, signingInput, key),
  }
}

/** ECDSA as R || S (RFC 7518 §3.4); the option says nothing to RSA. */
function signature(hash: string, signingInput: string, key: KeyObject): string {
  return sign(hash, Buffer.from(signingInput), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}
