/// <reference path="./acme-client-inside.d.ts" />
import type { Client } from 'acme-client'

export interface SignedAnswer {
  status: number
  headers: Record<string, string | undefined>
  data: unknown
}

export interface ExternalAccountBinding {
  kid: string
  /** base64url, as CAs hand it out. */
  hmacKey: string
}

/** Signs as one account. Everything that needs the account's key goes through here, so that it can lie elsewhere one day. */
export interface AccountSigner {
  /** POSTs a JWS; `payload` null is POST-as-GET. `kid` undefined signs with the public key itself, as newAccount wants. */
  post(url: string, payload: object | null, kid: string | undefined): Promise<SignedAnswer>
  /** token + '.' + thumbprint of the key, RFC 8555 §8.1. */
  keyAuthorization(token: string): Promise<string>
}

export interface AccountSignerOptions {
  directoryUrl: string
  privateKeyPem: string
  externalAccountBinding: ExternalAccountBinding | undefined
  send(request: { url: string; method: 'get' | 'head' | 'post'; body?: object }): Promise<SignedAnswer>
  /** One that was not used yet. */
  nextNonce(): Promise<string>
}

/** The inside of acme-client's Client, which its types leave out. */
interface SigningHttp {
  maxBadNonceRetries: number
  request(url: string, method: 'get' | 'head' | 'post', options?: { data?: object }): Promise<SignedAnswer>
  getNonce(): Promise<string>
  signedRequest(
    url: string,
    payload: object | null,
    options: { kid: string | undefined; includeExternalAccountBinding: boolean },
  ): Promise<SignedAnswer>
}

/**
 * acme-client's JWS, nonce retry and account binding, over our own HTTP. As shipped it fetches a nonce before every
 * POST and throws away the ones that answers bring; given a pool, an issuance takes half the requests.
 */
export async function createAccountSigner(options: AccountSignerOptions): Promise<AccountSigner> {
  const { directoryUrl, privateKeyPem, externalAccountBinding } = options
  // Loaded when needed: it is the slowest import of the agent, and most starts order nothing.
  const { default: AcmeClient } = await import('acme-client/src/client.js')
  const client: Client = new AcmeClient({
    directoryUrl,
    accountKey: privateKeyPem,
    ...(externalAccountBinding && { externalAccountBinding }),
  })
  const http = (client as unknown as { http: SigningHttp }).http

  // A CA may refuse half of all nonces (Pebble does, to test this); sixteen in a row is a fault of its own.
  http.maxBadNonceRetries = 15
  http.getNonce = options.nextNonce
  http.request = (url, method, { data } = {}) => options.send({ url, method, ...(data && { body: data }) })

  return {
    post: (url, payload, kid) => http.signedRequest(url, payload, { kid, includeExternalAccountBinding: kid === undefined }),
    keyAuthorization: (token) => client.getChallengeKeyAuthorization({ type: 'http-01', url: '', status: 'pending', token }),
  }
}
