import type { JWK } from 'jose'
import { Problem } from '../problem.ts'

/** An account key strong enough, of a kind its algorithm signs with, and public. Throws badPublicKey. */
export function checkPublicKey(jwk: JWK, alg: string): void {
  if (jwk.d !== undefined) throw new Problem('badPublicKey', 'the key came with its private half; make a new one')
  const fault = jwk.kty === 'RSA' ? rsaFault(jwk, alg) : jwk.kty === 'EC' ? ecFault(jwk, alg) : `keys of kind ${jwk.kty} are not accepted`
  if (fault) throw new Problem('badPublicKey', fault)
}

function rsaFault({ n }: JWK, alg: string): string | undefined {
  if (alg !== 'RS256') return `an RSA key does not sign by ${alg}`
  const bits = typeof n === 'string' ? modulusBits(Buffer.from(n, 'base64url')) : 0
  return bits < 2048 || bits > 4096 ? `an RSA key has 2048 to 4096 bits, not ${bits}` : undefined
}

function ecFault({ crv }: JWK, alg: string): string | undefined {
  const curve = { ES256: 'P-256', ES384: 'P-384' }[alg]
  return crv === curve ? undefined : `a key on ${crv} does not sign by ${alg}`
}

function modulusBits(modulus: Buffer): number {
  const start = modulus.findIndex((byte) => byte !== 0)
  if (start < 0) return 0
  return (modulus.length - start - 1) * 8 + (32 - Math.clz32(modulus.readUInt8(start)))
}
