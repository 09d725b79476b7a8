import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { second } from '@mylzip/shared/domain/time.ts'
import { calculateJwkThumbprint, FlattenedSign, importJWK, type JWK } from 'jose'
import { z } from 'zod'

/** An authority that the cloud may ask in a lost device's place. */
export interface RevocationAuthority {
  directoryUrl: string
  /** PEM of the roots its own HTTPS is trusted by, in place of the usual ones: for an authority of one's own. */
  rootsPem?: string | undefined
}

export interface AcmeAnswer {
  status: number
  location: string | undefined
  body: unknown
}

export interface AcmeSession {
  directory: Directory
  /** SHA-256 of the account's key (RFC 7638), base64url: part of every key authorization. */
  thumbprint: string
  /** RFC 8555 §6.2; `undefined` is POST-as-GET. Before `account` is known the key itself is sent along. */
  post(url: string, payload: object | undefined): Promise<AcmeAnswer>
  /** From then on this account asks. */
  account(url: string): void
}

const Directory = z.object({
  newNonce: z.url(),
  newAccount: z.url(),
  newOrder: z.url(),
  revokeCert: z.url(),
  meta: z.object({ caaIdentities: z.array(z.string()).catch([]) }).catch({ caaIdentities: [] }),
})
type Directory = z.infer<typeof Directory>

/** RFC 7807, as RFC 8555 §6.7 has it. */
export const AcmeProblem = z.object({ type: z.string().catch(''), detail: z.string().catch('') })

const patience = 30 * second
const largestAnswer = 256 * 1024
/** A nonce is refused when the authority was restarted, or is many (RFC 8555 §6.5). */
const tries = 3

/** Speaks ACME (RFC 8555) with one authority, as far as proving names and revoking needs it. */
export async function openAcmeSession({ directoryUrl, rootsPem }: RevocationAuthority, key: JWK): Promise<AcmeSession> {
  const send = (url: string, body?: string) => sendOnce(url, body, rootsPem)
  const directory = Directory.parse((await send(directoryUrl)).body)
  const privateKey = await importJWK(key, 'ES256')
  const { kty, crv, x, y } = key
  const jwk = { kty, crv, x, y } as JWK
  let kid: string | undefined
  let nonce: string | undefined

  async function post(url: string, payload: object | undefined): Promise<AcmeAnswer> {
    for (let attempt = 1; ; attempt++) {
      nonce ??= (await send(directory.newNonce)).nonce
      const header = { alg: 'ES256', url, nonce: nonce ?? '', ...(kid === undefined ? { jwk } : { kid }) }
      const text = payload === undefined ? '' : JSON.stringify(payload)
      const jws = await new FlattenedSign(new TextEncoder().encode(text)).setProtectedHeader(header).sign(privateKey)
      nonce = undefined
      const answer = await send(url, JSON.stringify(jws))
      nonce = answer.nonce
      const isBadNonce = AcmeProblem.safeParse(answer.body).data?.type.endsWith(':badNonce') === true
      if (!isBadNonce || attempt === tries) return answer
    }
  }

  return {
    directory,
    thumbprint: await calculateJwkThumbprint(jwk),
    post,
    account: (url) => {
      kid = url
    },
  }
}

function sendOnce(url: string, body: string | undefined, ca: string | undefined): Promise<AcmeAnswer & { nonce: string | undefined }> {
  const request = url.startsWith('https:') ? requestTls : requestPlain
  const headers = { 'user-agent': 'MyLZip-SSL-cloud', ...(body !== undefined && { 'content-type': 'application/jose+json' }) }
  return new Promise((resolve, reject) => {
    const options = {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      agent: false,
      signal: AbortSignal.timeout(patience),
      ...(ca && { ca }),
    }
    const asking = request(url, options, async (answer) => {
      try {
        const text = await textOf(answer)
        const isJson = /^application\/(\w+\+)?json\b/.test(answer.headers['content-type'] ?? '')
        const parsed: unknown = isJson ? JSON.parse(text) : text
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location,
          nonce: headerOf(answer.headers['replay-nonce']),
          body: parsed,
        })
      } catch (error) {
        reject(error)
      }
    })
    asking.once('error', reject)
    asking.end(body)
  })
}

async function textOf(answer: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    size += chunk.length
    if (size > largestAnswer) throw new Error('the authority’s answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
