import { calculateJwkThumbprint, FlattenedSign, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { AcmeAnswer, AcmeSend } from './acme-http.adapter.ts'

export interface AcmeSession {
  directory: Directory
  /** SHA-256 of the account's key (RFC 7638), base64url: part of every key authorization. */
  thumbprint: string
  /** RFC 8555 §6.2; `undefined` is POST-as-GET. Before `account` is known the key itself is sent along. */
  post(url: string, payload: object | undefined): Promise<AcmeAnswer>
  /** From then on this account asks. */
  account(url: string): void
  /** RFC 8555 §7.3.4: the key, signed with the one that the authority handed out beforehand (base64url). */
  binding(keyId: string, hmacKey: string): Promise<object>
}

const Directory = z.object({
  newNonce: z.url(),
  newAccount: z.url(),
  newOrder: z.url(),
  revokeCert: z.url(),
  meta: z
    .object({ caaIdentities: z.array(z.string()).catch([]), externalAccountRequired: z.boolean().catch(false) })
    .catch({ caaIdentities: [], externalAccountRequired: false }),
})
export type Directory = z.infer<typeof Directory>

/** RFC 7807, as RFC 8555 §6.7 has it. */
export const AcmeProblem = z.object({ type: z.string().catch(''), detail: z.string().catch('') })

/** What an authority said of itself and its account, for people: its own words where there are any. */
export function problemDetail({ status, body }: Pick<AcmeAnswer, 'status' | 'body'>): string {
  return AcmeProblem.safeParse(body).data?.detail || `HTTP status ${status}`
}

/** By this request, or by somebody who was quicker, or whose answer was lost: as was wanted. */
export function isRevoked({ status, body }: Pick<AcmeAnswer, 'status' | 'body'>): boolean {
  return status === 200 || AcmeProblem.safeParse(body).data?.type.endsWith(':alreadyRevoked') === true
}

/** A nonce is refused when the authority was restarted, or is many (RFC 8555 §6.5). */
const tries = 8
const mostNonces = 32

/** Speaks ACME (RFC 8555) with one authority, as the account with this key (P-256). */
export async function openAcmeSession(directoryUrl: string, key: JWK, send: AcmeSend): Promise<AcmeSession> {
  const directory = Directory.parse((await send(directoryUrl)).body)
  const privateKey = await importJWK(key, 'ES256')
  const { kty, crv, x, y } = key
  const jwk = { kty, crv, x, y } as JWK
  const nonces: string[] = []
  let kid: string | undefined

  async function nextNonce(): Promise<string> {
    return nonces.pop() ?? (await send(directory.newNonce)).nonce ?? ''
  }

  async function post(url: string, payload: object | undefined): Promise<AcmeAnswer> {
    let nonce = await nextNonce()
    for (let attempt = 1; ; attempt++) {
      const header = { alg: 'ES256', url, nonce, ...(kid === undefined ? { jwk } : { kid }) }
      const text = payload === undefined ? '' : JSON.stringify(payload)
      const jws = await new FlattenedSign(new TextEncoder().encode(text)).setProtectedHeader(header).sign(privateKey)
      const answer = await send(url, JSON.stringify(jws))
      const isBadNonce = AcmeProblem.safeParse(answer.body).data?.type.endsWith(':badNonce') === true
      if (isBadNonce && attempt < tries) {
        nonce = answer.nonce ?? (await nextNonce())
        continue
      }
      if (answer.nonce !== undefined && nonces.length < mostNonces) nonces.push(answer.nonce)
      return answer
    }
  }

  return {
    directory,
    thumbprint: await calculateJwkThumbprint(jwk),
    post,
    account: (url) => {
      kid = url
    },
    binding: (keyId, hmacKey) =>
      new FlattenedSign(new TextEncoder().encode(JSON.stringify(jwk)))
        .setProtectedHeader({ alg: 'HS256', kid: keyId, url: directory.newAccount })
        .sign(Buffer.from(hmacKey, 'base64url')),
  }
}
