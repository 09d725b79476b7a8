import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import axios, { type AxiosError, type AxiosResponse, isAxiosError, type RawAxiosRequestHeaders } from 'axios'
import type { Clock } from '../../system/clock.port.ts'
import { type ConnectionFailure, connectionFailure } from '../../system/network/connection-failure.policy.ts'
import { type Connections, createConnections, type Way } from '../../system/network/connections.adapter.ts'
import { lookAtPeer } from '../../system/network/peer-look.adapter.ts'
import type { ProxyEnvironment } from '../../system/network/proxy.policy.ts'
import { addressObjection } from './address.policy.ts'
import { noAnswerRefusal } from './no-answer.policy.ts'

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
  /** Whoever answered, after redirects. */
  answeredBy: string | undefined
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
  /** Sends once. Every status is an answer; fails with NoAnswer, and with ACME_PROTOCOL where the address must not be asked. */
  send(request: HttpRequest): Promise<HttpAnswer>
  requests(): number
  /** The quickest of the last few requests, sent to answered; 0 before there was one. */
  roundTripMs(): number
}

/** All in milliseconds. */
export interface HttpPatience {
  connecting: number
  /** Without a byte: newOrder and finalize take some seconds at a busy CA. */
  silence: number
  overall: number
}

export const usualPatience: HttpPatience = { connecting: 10 * second, silence: 30 * second, overall: 60 * second }

export interface AcmeHttpOptions {
  directoryUrl: string
  extraRootsPem: string | undefined
  userAgent: string
  clock: Clock
  patience?: HttpPatience | undefined
  /** Names the proxy; as this program was started unless told. */
  proxies?: (() => ProxyEnvironment) | undefined
}

const largestAnswer = 1024 * 1024

/**
 * One authority's HTTP. An axios instance of its own, not acme-client's, which is one for the whole process: two
 * authorities with different roots would share it, and its interceptors resend used nonces and lose the error.
 */
export function createAcmeHttp(options: AcmeHttpOptions): AcmeHttp {
  const { directoryUrl, extraRootsPem, userAgent, clock, patience = usualPatience, proxies } = options
  const client = axios.create({
    adapter: 'http',
    timeout: patience.silence,
    maxContentLength: largestAnswer,
    validateStatus: null,
    headers: { common: { 'User-Agent': userAgent, Accept: 'application/json, application/pem-certificate-chain, */*' } },
  })
  let connections: Connections | undefined
  let requests = 0
  let lastTook: number[] = []

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const { url } = request
    const refused = refusalOf(url)
    if (refused) throw refused
    connections ??= createConnections(extraRootsPem, patience.connecting, 'likely', proxies)
    requests += 1
    const way = connections.to(url)
    try {
      return await sendBy(way, request)
    } catch (error) {
      // Nothing was sent to somebody who was not trusted.
      if (way.trust !== 'likely' || !isAxiosError(error) || failureOf(error, way.proxy).kind !== 'untrusted')
        throw await explained(error, url, way)
    }
    connections.trustWhole()
    const wholeWay = connections.to(url)
    return sendBy(wholeWay, request).catch(async (error: unknown) => {
      throw await explained(error, url, wholeWay)
    })
  }

  function refusalOf(url: string): Refusal | undefined {
    const detail = addressObjection(url, directoryUrl)
    return detail === undefined ? undefined : new Refusal('ACME_PROTOCOL', { detail })
  }

  async function sendBy({ agents, proxy }: Way, { url, method, body }: HttpRequest): Promise<HttpAnswer> {
    const began = performance.now()
    let refused: Refusal | undefined
    const request = client.request({
      url,
      method,
      ...agents,
      // The agents lead through the proxy themselves, where there is one; told false, axios would pass it by.
      ...(proxy === undefined && { proxy: false as const }),
      signal: AbortSignal.timeout(patience.overall),
      // A redirected POST would become a GET, and its signature covers the URL anyway (RFC 8555 §6.4).
      maxRedirects: method === 'get' ? 3 : 0,
      beforeRedirect(next) {
        refused = refusalOf(String(next.href))
        if (refused) throw refused
      },
      ...(body && { data: body, headers: { 'Content-Type': 'application/jose+json' } satisfies RawAxiosRequestHeaders }),
    })
    // Thrown on the way, it comes out inside an error of the connection's.
    const answer = await request.catch((error: unknown) => {
      throw refused ?? error
    })
    lastTook = [...lastTook, performance.now() - began].slice(-8)
    const answeredBy: string | undefined = answer.request?.res?.responseUrl
    return { status: answer.status, headers: plainHeaders(answer), data: answer.data, answeredBy }
  }

  async function explained(error: unknown, url: string, { proxy }: Way): Promise<unknown> {
    if (!isAxiosError(error)) return error
    const failure = failureOf(error, proxy)
    const aboutPeer = failure.kind === 'untrusted' || failure.kind === 'expired'
    const peer = aboutPeer ? await lookAtPeer(new URL(url), proxy, patience.connecting) : undefined
    // Not axios's own error: it carries the whole request, which would end up in the log.
    const cause = Object.assign(new Error(error.message), { code: error.code })
    return new NoAnswer(noAnswerRefusal(failure, { directory: directoryUrl, url, proxy, peer, now: clock.now() }, cause), failure)
  }

  return { send, requests: () => requests, roundTripMs: () => (lastTook.length > 0 ? Math.min(...lastTook) : 0) }
}

function failureOf(error: AxiosError, proxy: URL | undefined): ConnectionFailure {
  const told = { code: error.code, message: error.message, statusCode: tunnelStatus(error.cause) }
  return connectionFailure(told, { reused: error.request?.reusedSocket === true, proxied: proxy !== undefined })
}

function tunnelStatus(cause: unknown): number | undefined {
  return cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number' ? cause.statusCode : undefined
}

function plainHeaders(answer: AxiosResponse): HttpAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
  )
}
