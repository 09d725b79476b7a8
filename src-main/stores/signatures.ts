import { createPrivateKey, sign, verify, type X509Certificate } from 'node:crypto'

/** Signatures of stored keys are those of JWS (RFC 7518 §3.3, §3.4): RSA with PKCS#1 v1.5, or ECDSA's R || S. */
const dsaEncoding = 'ieee-p1363'

export function signedBy(privateKeyPem: string, data: Uint8Array): Uint8Array {
  const key = createPrivateKey(privateKeyPem)
  return sign(hashOf(key.asymmetricKeyDetails?.namedCurve), data, { key, dsaEncoding })
}

/** Whether the certificate proves the signature. */
export function isSignedFor({ publicKey: key }: X509Certificate, data: Uint8Array, signature: Uint8Array): boolean {
  return verify(hashOf(key.asymmetricKeyDetails?.namedCurve), data, { key, dsaEncoding }, signature)
}

/** The hash that goes with the key's strength: SHA-384 with P-384, else SHA-256. */
function hashOf(curve: string | undefined): 'sha256' | 'sha384' {
  return curve === 'secp384r1' ? 'sha384' : 'sha256'
}
