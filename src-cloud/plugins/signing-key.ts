import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

/** An Ed25519 private key as a JWK (RFC 8037) with its key id. */
export const SigningKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  d: z.string().length(43),
  kid: z.string().min(1).max(64),
})
export type SigningKey = z.infer<typeof SigningKey>

/** A new key, its id being its thumbprint (RFC 7638). */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(privateKey)
  return SigningKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) })
}
