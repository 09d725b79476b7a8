/// <reference path="./acme-client-inside.d.ts" />
import type { Client } from 'acme-client'
import type { ExternalAccountBinding } from '../authority.port.ts'
import type { AccountSigner, PublicJwk } from './account-signer.port.ts'
import type { HttpAnswer } from './acme-http.adapter.ts'
import { readProblem } from './problem.ts'

/** Flattened JSON serialization (RFC 7515 §7.2.2), as RFC 8555 §6.2 wants it. */
export interface Jws {
  protected: string
  payload: string
  signature: string
}

/** Requests, and what goes into them, signed by one key. */
export interface SignedRequests {
  /** POSTs a JWS; `payload` null is POST-as-GET. `kid` undefined signs with the public key itself, as newAccount wants. */
  post(url: string, payload: object | null, kid: string | undefined): Promise<HttpAnswer>
  publicKey: PublicJwk
  /** A JWS that goes inside another one's payload (RFC 8555 §7.3.5): with the public key, and without a nonce. */
  inner(url: string, payload: object): Promise<Jws>
  /** The public key, signed with the key that the authority handed out beforehand (RFC 8555 §7.3.4). */
  binding(url: string, binding: ExternalAccountBinding): Jws
  /** token + '.' + thumbprint of the key, RFC 8555 §8.1. */
  keyAuthorization(token: string): Promise<string>
}

export interface SignedRequestsNeeds {
  directoryUrl: string
  signer: AccountSigner
  send(request: { url: string; method: 'get' | 'head' | 'post'; body?: object }): Promise<HttpAnswer>
  /** One that was not used yet. */
  nextNonce(): Promise<string>
}

/** The inside of acme-client's Client, which its types leave out. */
interface SigningHttp {
  request(url: string, method: 'get' | 'head' | 'post', options?: { data?: object }): Promise<HttpAnswer>
  getNonce(): Promise<string>
  getJwk(): PublicJwk
  prepareSignedBody(
    algorithm: string,
    url: string,
    payload: object | null,
    options: { nonce?: string; kid?: string | undefined },
  ): Omit<Jws, 'signature'>
  createSignedHmacBody(hmacKey: string, url: string, payload: object, options: { kid: string }): Jws
  signedRequest(url: string, payload: object | null, options: { kid: string | undefined }): Promise<HttpAnswer>
}

/** A CA may refuse half of all nonces (Pebble does, to test this); sixteen in a row is a fault of its own. */
const mostNonces = 16

/**
 * acme-client's JWS over our own HTTP and somebody else's key. As shipped it signs at once with a private key it holds,
 * fetches a nonce before every POST and throws away the ones that answers bring. So its signed request is replaced: the
 * signature is waited for, and the nonces come from a pool, which halves the requests of an issuance.
 */
export async function createSignedRequests({ directoryUrl, signer, send, nextNonce }: SignedRequestsNeeds): Promise<SignedRequests> {
  // Loaded when needed: it is the slowest import of the agent, and most starts order nothing.
  const { default: AcmeClient } = await import('acme-client/src/client.js')
  const publicKey = canonical(await signer.publicKey())
  const client: Client = new AcmeClient({ directoryUrl, accountKey: '' })
  const http = (client as unknown as { http: SigningHttp }).http
  http.getJwk = () => publicKey
  http.getNonce = nextNonce
  http.request = (url, method, { data } = {}) => send({ url, method, ...(data && { body: data }) })
  http.signedRequest = async (url, payload, { kid }) => {
    let nonce = await nextNonce()
    for (let nonces = 1; ; nonces += 1) {
      const answer = await http.request(url, 'post', { data: await signed(url, payload, { nonce, kid }) })
      if (nonces === mostNonces || answer.status !== 400 || readProblem(answer.data)?.type !== 'badNonce') return answer
      nonce = answer.headers['replay-nonce'] ?? (await nextNonce())
    }
  }

  async function signed(url: string, payload: object | null, header: { nonce?: string; kid?: string | undefined }): Promise<Jws> {
    const body = http.prepareSignedBody(algorithmOf(publicKey), url, payload, header)
    return { ...body, signature: await signer.sign(`${body.protected}.${body.payload}`) }
  }

  return {
    post: (url, payload, kid) => http.signedRequest(url, payload, { kid }),
    publicKey,
    inner: (url, payload) => signed(url, payload, {}),
    binding: (url, { kid, hmacKey }) => http.createSignedHmacBody(hmacKey, url, publicKey, { kid }),
    keyAuthorization: (token) => client.getChallengeKeyAuthorization({ type: 'http-01', url: '', status: 'pending', token }),
  }
}

/** RFC 7638 §3: the thumbprint wants exactly these members, in this order; a signer elsewhere may hand out more. */
function canonical(jwk: PublicJwk): PublicJwk {
  return jwk.kty === 'EC' ? { crv: jwk.crv, kty: 'EC', x: jwk.x, y: jwk.y } : { e: jwk.e, kty: 'RSA', n: jwk.n }
}

/** RFC 7518 §3.1. */
function algorithmOf(jwk: PublicJwk): 'ES256' | 'ES384' | 'RS256' {
  if (jwk.kty === 'RSA') return 'RS256'
  return jwk.crv === 'P-384' ? 'ES384' : 'ES256'
}
