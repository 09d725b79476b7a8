import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { StandardLinkClient } from '@orpc/client/standard'
import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios'
import type { Clock } from '../system/clock.port.ts'
import { connectionFailure, type ProxyProblem } from '../system/network/connection-failure.policy.ts'
import { type Connections, createConnections } from '../system/network/connections.adapter.ts'
import type { ProxyEnvironment } from '../system/network/proxy.policy.ts'
import type { RequestOutcome } from '../system/network/request-outcome.policy.ts'
import { retryAfterMs } from '../system/network/retry-after.policy.ts'
import type { Random } from '../system/random.port.ts'
import { isRepeatable, pauseBeforeRetry } from './cloud-retry.policy.ts'
import { NoCloudAnswer } from './no-cloud-answer.ts'

export interface CloudCallNeeds {
  url: string
  /** PEM of roots to trust beside the machine's own. */
  extraRootsPem: string | undefined
  /** Names the proxy that leads there; as this program was started unless told. */
  proxies?: (() => ProxyEnvironment) | undefined
  userAgent: string
  clock: Clock
  random: Random
  /** For one try, connecting and answering together, in ms. */
  timeoutMs: number
  /** Ends what is under way when the agent stops. */
  signal: AbortSignal
}

/** A request that oRPC has made of a call, and what it reads the answer from. */
export type CloudRequest = Parameters<StandardLinkClient<object>['call']>[0]
export type CloudAnswer = Awaited<ReturnType<StandardLinkClient<object>['call']>>

export type CloudCall = (request: CloudRequest, path: readonly string[]) => Promise<CloudAnswer>

const connectMs = 10 * second
const largestAnswer = 4 * 1024 * 1024

/**
 * Asks one cloud, on connections that stay open, with the retries of cloud-retry.policy. Fails with NoCloudAnswer only. Node's fetch,
 * which oRPC would go through, is not loaded for it: it takes 15 MB.
 */
export function createCloudCall(needs: CloudCallNeeds): CloudCall {
  const { random, signal } = needs
  let client: Client | undefined
  return async (request, path) => {
    // At the first call: reading the machine's roots takes some 20 ms, which an agent that is starting has no use for.
    client ??= createClient(needs)
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body))
    const repeatable = isRepeatable(request.method, path)
    for (let triesSoFar = 1; ; triesSoFar += 1) {
      const { outcome, settle } = await tryOnce(client, request, body, needs)
      const pauseMs = pauseBeforeRetry(outcome, triesSoFar, repeatable, random)
      if (pauseMs === undefined || signal.aborted) return settle()
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return settle()
    }
  }
}

interface Try {
  outcome: RequestOutcome
  /** The response, or what it failed with. */
  settle(): CloudAnswer
}

async function tryOnce(
  { client, connections }: Client,
  request: CloudRequest,
  body: Buffer | undefined,
  needs: CloudCallNeeds,
): Promise<Try> {
  let proxied = false
  try {
    const { agents, proxy } = connections.to(needs.url)
    proxied = proxy !== undefined
    const answer = await client.request<ArrayBuffer>({
      url: request.url.href,
      method: request.method,
      ...agents,
      // The agents lead through the proxy themselves, where there is one; told false, axios would pass it by.
      ...(proxy === undefined && { proxy: false as const }),
      // axios calls a body that is not there a form, which the cloud does not take.
      headers: { ...request.headers, 'content-type': body ? 'application/json' : false },
      signal: AbortSignal.any([AbortSignal.timeout(needs.timeoutMs), needs.signal, ...(request.signal ? [request.signal] : [])]),
      ...(body && { data: body }),
    })
    return { outcome: outcomeOf(answer, needs.clock.now()), settle: () => answerOf(answer) }
  } catch (error) {
    const failure = failureOf(error, needs.signal, proxied)
    const settle = () => {
      throw new NoCloudAnswer(failure.reason, { cause: error })
    }
    return { outcome: { kind: 'no-answer', ...failure }, settle }
  }
}

function outcomeOf({ status, headers }: AxiosResponse, now: Instant): RequestOutcome {
  return { kind: 'answer', status, retryAfterMs: retryAfterMs(text(headers['retry-after']), text(headers.date), now) }
}

/** A redirect, or a page where JSON should be, comes from a portal or filter that answers in the cloud's place. */
export function answerOf({ status, headers, data }: AxiosResponse<ArrayBuffer>): CloudAnswer {
  const isEmpty = data.byteLength === 0
  const isJson = /^application\/(\w+\+)?json\b/.test(text(headers['content-type']) ?? '')
  if (status >= 500 && !isJson) throw new NoCloudAnswer(`it failed with HTTP status ${status}`)
  // That what was asked for is known already is no redirect, and only ever follows If-None-Match.
  if ((status >= 300 && status < 400 && status !== 304) || !(isEmpty || isJson))
    throw new NoCloudAnswer(`something else answers in its place, with HTTP status ${status}`)
  const kept = ['content-type', 'retry-after', 'date', 'etag'].map((name) => [name, text(headers[name])])
  return {
    status,
    headers: Object.fromEntries(kept),
    body: async () => (isEmpty ? undefined : JSON.parse(new TextDecoder().decode(data))),
  }
}

interface Failure {
  reason: string
  heard: boolean
  lasting: boolean
}

export function failureOf(error: unknown, stopping: AbortSignal, proxied: boolean): Failure {
  if (stopping.aborted) return { reason: 'the program is being stopped', heard: true, lasting: true }
  if (!isAxiosError(error)) return { reason: 'the connection failed', heard: true, lasting: false }
  const failure = connectionFailure(error, { reused: error.request?.reusedSocket === true, proxied })
  if (failure.kind === 'proxy') return { reason: proxyReasons[failure.problem], heard: false, lasting: failure.lasting }
  if (failure.kind === 'unreachable') return { reason: failure.reason, heard: failure.heard, lasting: failure.lasting }
  const reason = {
    untrusted: 'its certificate is not trusted',
    expired: 'its certificate has expired',
    'other-protocol': 'it does not speak HTTPS',
  }
  return { reason: reason[failure.kind], heard: false, lasting: true }
}

const proxyReasons: Record<ProxyProblem, string> = {
  'sign-in': 'the proxy wants a name and a password',
  refuses: 'the proxy does not let this machine through',
  'no-way': 'the proxy found no way to it',
  unreachable: 'the proxy cannot be reached',
}

interface Client {
  client: AxiosInstance
  connections: Connections
}

function createClient({ extraRootsPem, proxies, userAgent, timeoutMs }: CloudCallNeeds): Client {
  const client = axios.create({
    adapter: 'http',
    timeout: timeoutMs,
    // A redirect could carry the access token to somebody else.
    maxRedirects: 0,
    maxContentLength: largestAnswer,
    responseType: 'arraybuffer',
    validateStatus: null,
    headers: { common: { 'User-Agent': userAgent } },
  })
  return { client, connections: createConnections(extraRootsPem, connectMs, 'whole', proxies) }
}

function text(header: unknown): string | undefined {
  return typeof header === 'string' ? header : undefined
}
