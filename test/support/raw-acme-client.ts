import type { IncomingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { calculateJwkThumbprint, exportJWK, type FlattenedJWS, FlattenedSign, generateKeyPair, type JWK } from 'jose'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came, also what no type foresees
  body: any
}

/** An account key that signs; `kid` once registered. */
export interface AcmeSigner {
  privateKey: CryptoKey
  jwk: JWK
  alg: string
  kid?: string
}

export async function makeSigner(alg = 'ES256'): Promise<AcmeSigner> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, jwk: await exportJWK(publicKey), alg }
}

export async function keyAuthorization(token: string, signer: AcmeSigner): Promise<string> {
  return `${token}.${await calculateJwkThumbprint(signer.jwk)}`
}

/** What a request says of itself; a test overrides what it wants to get wrong. */
export interface Wrong {
  url?: string
  nonce?: string
  header?: Record<string, unknown>
  contentType?: string
  tamper?: (jws: FlattenedJWS) => unknown
}

/** Speaks ACME by hand, so that a test can say every wrong thing. */
export class RawAcmeClient {
  readonly #agent: Agent
  readonly directoryUrl: string
  directory: Record<string, string> = {}
  requests = 0

  constructor(directoryUrl: string, rootPem: string) {
    this.directoryUrl = directoryUrl
    this.#agent = new Agent({ ca: rootPem, keepAlive: true })
  }

  async open(): Promise<this> {
    this.directory = (await this.call('GET', this.directoryUrl)).body
    return this
  }

  close(): void {
    this.#agent.destroy()
  }

  async nonce(): Promise<string> {
    const { headers } = await this.call('HEAD', this.at('newNonce'))
    return String(headers['replay-nonce'])
  }

  at(name: string): string {
    const url = this.directory[name]
    if (!url) throw new Error(`the directory has no ${name}`)
    return url
  }

  /** `payload` undefined is POST-as-GET. */
  async post(url: string, payload: unknown, signer: AcmeSigner, wrong: Wrong = {}): Promise<Reply> {
    const key = signer.kid === undefined ? { jwk: signer.jwk } : { kid: signer.kid }
    const header = { alg: signer.alg, nonce: wrong.nonce ?? (await this.nonce()), url: wrong.url ?? url, ...key, ...wrong.header }
    const text = payload === undefined ? '' : JSON.stringify(payload)
    const jws = await new FlattenedSign(Buffer.from(text)).setProtectedHeader(header as { alg: string }).sign(signer.privateKey)
    const body = JSON.stringify(wrong.tamper ? wrong.tamper(jws) : jws)
    return this.call('POST', url, body, wrong.contentType)
  }

  /** A signer with an account of its own. */
  async register(alg = 'ES256'): Promise<AcmeSigner & { kid: string }> {
    const signer = await makeSigner(alg)
    const { headers } = await this.post(this.at('newAccount'), { termsOfServiceAgreed: true }, signer)
    return { ...signer, kid: String(headers.location) }
  }

  call(method: string, url: string, body?: string, contentType = 'application/jose+json'): Promise<Reply> {
    this.requests += 1
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': contentType }
      const sent = request(url, { method, agent: this.#agent, headers }, async (response) => {
        const parts: Buffer[] = []
        for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
        const text = Buffer.concat(parts).toString('utf8')
        const json = /json/.test(response.headers['content-type'] ?? '')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: json ? JSON.parse(text) : undefined })
      })
      sent.on('error', reject).end(body)
    })
  }
}
