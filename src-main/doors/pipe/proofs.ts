import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Where caller and agent prove to each other that they know the secret, once per call, without ever sending it. */
export const nonceHeader = 'x-mylzip-nonce'
export const callerHeader = 'x-mylzip-caller'
export const agentHeader = 'x-mylzip-agent'

type Side = 'caller' | 'agent'

/** HMAC-SHA-256 (RFC 2104) over the side and the caller's nonce, hexadecimal. */
export function prove(secret: string, side: Side, nonce: string): string {
  return createHmac('sha256', secret).update(`${side}:${nonce}`).digest('hex')
}

/** Takes the same time whatever is shown. */
export function isProof(shown: unknown, secret: string, side: Side, nonce: string): boolean {
  const expected = Buffer.from(prove(secret, side, nonce))
  const given = Buffer.from(typeof shown === 'string' ? shown : '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The caller's nonce, once the caller has proven to know the secret; undefined otherwise. */
export function provenNonce(headers: IncomingHttpHeaders, secret: string): string | undefined {
  const nonce = headers[nonceHeader]
  if (typeof nonce !== 'string' || !/^[\w-]{16,64}$/.test(nonce)) return undefined
  return isProof(headers[callerHeader], secret, 'caller', nonce) ? nonce : undefined
}
