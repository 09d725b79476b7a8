import type { JWK } from 'jose'
import { z } from 'zod'
import { Problem } from '../problem.ts'

/** What this CA verifies (RFC 8555 §6.2): no MAC, no "none". */
export const algorithms = ['ES256', 'ES384', 'RS256'] as const

const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/)

/** Flattened JSON with nothing unprotected; several signatures and detached payloads are not ACME. */
const Envelope = z.strictObject({ protected: base64url, payload: base64url, signature: base64url })
export type Envelope = z.infer<typeof Envelope>

const Header = z.object({
  alg: z.string(),
  url: z.string(),
  nonce: z.string().optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
  kid: z.string().optional(),
  crit: z.unknown().optional(),
  b64: z.unknown().optional(),
})

export interface Header {
  alg: (typeof algorithms)[number]
  url: string
  nonce: string | undefined
  signer: { jwk: JWK } | { kid: string }
}

/** Takes a JWS apart without believing any of it. Throws malformed or badSignatureAlgorithm. */
export function readEnvelope(body: unknown): { envelope: Envelope; header: Header } {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw new Problem('malformed', 'the body is not a JWS in flattened JSON serialization')
  const header = Header.safeParse(decodeJson(envelope.data.protected, 'protected header'))
  if (!header.success) throw new Problem('malformed', 'the protected header lacks alg or url, or has them in another form')
  const { alg, url, nonce, jwk, kid, crit, b64 } = header.data
  if (crit !== undefined || b64 !== undefined) throw new Problem('malformed', 'JWS extensions are not understood here')
  const known = algorithms.find((it) => it === alg)
  if (!known) throw new Problem('badSignatureAlgorithm', `signatures by ${alg} are not accepted`, { algorithms })
  if ((jwk === undefined) === (kid === undefined)) throw new Problem('malformed', 'a protected header has either jwk or kid')
  const signer = jwk ? { jwk: jwk as JWK } : { kid: kid ?? '' }
  return { envelope: envelope.data, header: { alg: known, url, nonce, signer } }
}

/** undefined for the empty payload of POST-as-GET (RFC 8555 §6.3). */
export function readPayload(envelope: Envelope): unknown {
  return envelope.payload === '' ? undefined : decodeJson(envelope.payload, 'payload')
}

function decodeJson(text: string, what: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw new Problem('malformed', `the ${what} is not JSON`)
  }
}
