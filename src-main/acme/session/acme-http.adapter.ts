import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import axios, { type AxiosResponse, isAxiosError, type RawAxiosRequestHeaders } from 'axios'
import { type ConnectionFailure, connectionFailure } from '../../system/network/connection-failure.policy.ts'
import { type Connections, createConnections } from '../../system/network/connections.adapter.ts'
import { isLoopback } from '../../system/network/loopback.policy.ts'
import { issuerAt } from '../../system/network/peer-issuer.adapter.ts'

export interface HttpRequest {
  url: string
  method: 'get' | 'head' | 'post'
  /** Sent as application/jose+json. */
  body?: object
}

export interface HttpAnswer {
  status: number
  headers: Record<string, string | undefined>
  /** Parsed where it is JSON, else text. */
  data: unknown
}

/** A request that got no answer at all; the refusal is its cause. */
export class NoAnswer extends Error {
  readonly refusal: Refusal
  readonly failure: ConnectionFailure

  constructor(refusal: Refusal, failure: ConnectionFailure) {
    super(refusal.message, { cause: refusal.cause })
    this.refusal = refusal
    this.failure = failure
  }
}

export interface AcmeHttp {
  /** Sends once. Every status is an answer; fails with NoAnswer, and with ACME_PROTOCOL where HTTPS is not meant. */
  send(request: HttpRequest): Promise<HttpAnswer>
  requests(): number
  /** The quickest of the last few requests, sent to answered; 0 before there was one. */
  roundTripMs(): number
}

export interface AcmeHttpOptions {
  directoryUrl: string
  extraRootsPem: string | undefined
  userAgent: string
}

const connectMs = 10 * second
/** Without a byte, and over all: newOrder and finalize take some seconds at a busy CA. */
const silenceMs = 30 * second
const overallMs = 60 * second
const largestAnswer = 1024 * 1024

/**
 * One authority's HTTP. An axios instance of its own, not acme-client's, which is one for the whole process: two
 * authorities with different roots would share it, and its interceptors resend used nonces and lose the error.
 */
export function createAcmeHttp({ directoryUrl, extraRootsPem, userAgent }: AcmeHttpOptions): AcmeHttp {
  const client = axios.create({
    adapter: 'http',
    timeout: silenceMs,
    maxContentLength: largestAnswer,
    validateStatus: null,
    headers: { common: { 'User-Agent': userAgent, Accept: 'application/json, application/pem-certificate-chain, */*' } },
  })
  let connections: Connections | undefined
  let requests = 0
  let lastTook: number[] = []

  async function send({ url, method, body }: HttpRequest): Promise<HttpAnswer> {
    // RFC 8555 §6.1. On loopback there is nobody in between.
    if (url.startsWith('http:') && !isLoopback(url)) {
      throw new Refusal('ACME_PROTOCOL', { detail: 'it wants to be talked to without encryption' })
    }
    connections ??= createConnections(extraRootsPem, connectMs)
    requests += 1
    const began = performance.now()
    try {
      const answer = await client.request({
        url,
        method,
        ...connections,
        signal: AbortSignal.timeout(overallMs),
        // A redirected POST would become a GET, and its signature covers the URL anyway (RFC 8555 §6.4).
        maxRedirects: method === 'get' ? 3 : 0,
        ...(isLoopback(url) && { proxy: false as const }),
        ...(body && { data: body, headers: { 'Content-Type': 'application/jose+json' } satisfies RawAxiosRequestHeaders }),
      })
      lastTook = [...lastTook, performance.now() - began].slice(-8)
      return { status: answer.status, headers: plainHeaders(answer), data: answer.data }
    } catch (error) {
      throw await noAnswer(error, url)
    }
  }

  async function noAnswer(error: unknown, url: string): Promise<unknown> {
    if (!isAxiosError(error)) return error
    const failure = connectionFailure(error, error.request?.reusedSocket === true)
    const issuer = failure.kind === 'untrusted' ? await issuerAt(new URL(url), connectMs) : undefined
    // Not axios's own error: it carries the whole request, which would end up in the log.
    const cause = Object.assign(new Error(error.message), { code: error.code })
    return new NoAnswer(refusalFor(failure, directoryUrl, issuer, cause), failure)
  }

  return { send, requests: () => requests, roundTripMs: () => (lastTook.length > 0 ? Math.min(...lastTook) : 0) }
}

function refusalFor(failure: ConnectionFailure, directory: string, issuer: string | undefined, cause: Error): Refusal {
  switch (failure.kind) {
    case 'untrusted':
      return new Refusal('ACME_TLS_UNTRUSTED', { directory, issuer: issuer ?? 'somebody it does not name' }, { cause })
    case 'expired':
      return new Refusal('ACME_TLS_EXPIRED', { directory }, { cause })
    case 'other-protocol':
      return new Refusal('ACME_NOT_A_DIRECTORY', { directory }, { cause })
    case 'unreachable':
      return new Refusal('ACME_UNREACHABLE', { directory, reason: failure.reason }, { cause })
  }
}

function plainHeaders(answer: AxiosResponse): HttpAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
  )
}
