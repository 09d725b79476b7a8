import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface AssertionFacts {
  deviceId: string
  audience: string
  /** By the server's clock, as far as it is known. */
  at: Instant
  /** Never the same twice. */
  id: string
  /** From where it comes (docs/decisions/cloned-devices.md). */
  whence?: { machine?: string; instance: string; moved?: true }
}

/** As short as clocks that agree allow: an assertion that leaks is soon worth nothing. */
const lifetimeSeconds = 60

/** A device's word that it is itself (RFC 7523 §3), a JWT signed with EdDSA (RFC 8037 §3.1). */
export function makeAssertion({ deviceId, audience, at, id, whence }: AssertionFacts, sign: (message: Uint8Array) => Uint8Array): string {
  const issuedAt = Math.floor(at / 1000)
  const claims = { iss: deviceId, sub: deviceId, aud: audience, iat: issuedAt, exp: issuedAt + lifetimeSeconds, jti: id, ...whence }
  const signed = `${base64url({ alg: 'EdDSA', typ: 'JWT' })}.${base64url(claims)}`
  return `${signed}.${Buffer.from(sign(Buffer.from(signed))).toString('base64url')}`
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
