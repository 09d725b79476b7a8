import { Agent as PlainAgent, request as requestPlain } from 'node:http'
import { request as requestTls, Agent as TlsAgent } from 'node:https'
import { second } from '@mylzip/shared/domain/time.ts'

/** An authority that the cloud may ask: of lost devices' certificates, and for teams' accounts. */
export interface AskedAuthority {
  directoryUrl: string
  /** PEM of the roots its own HTTPS is trusted by, in place of the usual ones: for an authority of one's own. */
  rootsPem?: string | undefined
}

export interface AcmeAnswer {
  status: number
  location: string | undefined
  /** As it came: where the other chains of a certificate are (RFC 8555 §7.4.2). */
  link: string | undefined
  retryAfter: string | undefined
  date: string | undefined
  nonce: string | undefined
  /** Parsed where it is JSON, else text. */
  body: unknown
}

/** Without `body` it is a GET. Fails with an Error that says why nobody answered, or that the answer is none. */
export type AcmeSend = (url: string, body?: string) => Promise<AcmeAnswer>

const largestAnswer = 256 * 1024

interface SendOptions {
  /** ms, for one request. */
  patience?: number
  /** Leaves connections open for a moment, for conversations. */
  keepAlive?: boolean
  /** Ends what is under way, and whatever comes after it. */
  stopping?: AbortSignal
}

/** HTTP with one authority. */
export function createAcmeSend(rootsPem: string | undefined, options: SendOptions = {}): AcmeSend {
  const { patience = 30 * second, keepAlive = false, stopping } = options
  // Open connections do not keep the process alive.
  const agents = { 'http:': new PlainAgent({ keepAlive, timeout: 5 * second }), 'https:': new TlsAgent({ keepAlive, timeout: 5 * second }) }
  return (url, body) => {
    const isTls = url.startsWith('https:')
    const how = {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'user-agent': 'MyLZip-SSL-cloud', ...(body !== undefined && { 'content-type': 'application/jose+json' }) },
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(stopping ? [stopping] : [])]),
      ...(rootsPem && { ca: rootsPem }),
    }
    return new Promise((resolve, reject) => {
      const asking = (isTls ? requestTls : requestPlain)(url, { ...how, agent: agents[isTls ? 'https:' : 'http:'] }, async (answer) => {
        try {
          const text = await textOf(answer)
          const { headers, statusCode: status = 0 } = answer
          const isJson = /^application\/(\w+\+)?json\b/.test(headers['content-type'] ?? '')
          const parsed: unknown = isJson ? JSON.parse(text) : text
          resolve({
            status,
            location: headers.location,
            link: joined(headers.link),
            retryAfter: headers['retry-after'],
            date: headers.date,
            nonce: joined(headers['replay-nonce']),
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

function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
