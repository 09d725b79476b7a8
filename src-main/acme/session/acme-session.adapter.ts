import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { RequestOutcome } from '../../system/network/request-outcome.policy.ts'
import { httpDate, retryAfterMs } from '../../system/network/retry-after.policy.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { Pause } from '../../system/pause.port.ts'
import type { Random } from '../../system/random.port.ts'
import type { AccountSigner } from './account-signer.port.ts'
import { type AcmeHttp, type HttpAnswer, type HttpRequest, NoAnswer } from './acme-http.adapter.ts'
import type { AcmeSession, Answer, ClockDifference, ObjectionFacts, SignedSession } from './acme-session.port.ts'
import { bearableDifference, clockRefusal, type Validity } from './clock-difference.policy.ts'
import { createSignedRequests, type SignedRequests } from './jws.adapter.ts'
import { createNoncePool } from './nonce-pool.ts'
import { isUnexplained, refusalOf } from './problem.policy.ts'
import { readProblem } from './problem.ts'
import { resendAfter } from './request-retry.policy.ts'
import { Directory } from './resources.ts'
import type { SessionMemory } from './session-memory.ts'
import { pageInPlace } from './web-page.policy.ts'

export interface SessionNeeds {
  directoryUrl: string
  http: AcmeHttp
  clock: Clock
  random: Random
  pause: Pause
  log: Log | undefined
  remembered?: SessionMemory | undefined
}

export function createAcmeSession({ directoryUrl, http, clock, random, pause, log, remembered }: SessionNeeds): AcmeSession {
  let known: { directory: Directory; readAt: Instant } | undefined = remembered
  let reading: Promise<Directory> | undefined
  const nonces = createNoncePool(remembered?.nonces)
  let difference: ClockDifference | undefined
  const speaking = new WeakMap<AccountSigner, SignedSession>()

  function as(signer: AccountSigner): SignedSession {
    const known = speaking.get(signer) ?? signedSession(signer)
    speaking.set(signer, known)
    return known
  }

  function signedSession(signer: AccountSigner): SignedSession {
    let signing: Promise<SignedRequests> | undefined
    const requests = () => {
      signing ??= createSignedRequests({ directoryUrl, signer, send, nextNonce }).catch((error: unknown) => {
        signing = undefined
        throw error
      })
      return signing
    }
    return {
      async post(url, payload, { kid, repeatable }) {
        const { post } = await requests()
        // Signed anew for each try: a nonce is good for one.
        return withRetries(url, repeatable, () => post(url, payload, kid), true)
      },
      publicKey: async () => (await requests()).publicKey,
      inner: async (url, payload) => (await requests()).inner(url, payload),
      binding: async (url, binding) => (await requests()).binding(url, binding),
      keyAuthorization: async (token) => (await requests()).keyAuthorization(token),
    }
  }

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await http.send(request)
    measureClock(answer)
    const nonce = answer.headers['replay-nonce']
    // The retry after a badNonce uses that answer's nonce at once; pooled as well, it would be used twice.
    if (nonce && readProblem(answer.data)?.type !== 'badNonce') nonces.put(nonce)
    return answer
  }

  async function withRetries(url: string, repeatable: boolean, attempt: () => Promise<HttpAnswer>, signed = false): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const result = await attempt().catch((error: unknown) => {
        if (error instanceof NoAnswer) return error
        throw error
      })
      const answer = result instanceof NoAnswer ? undefined : { ...result, url, retryAfterMs: waitOf(result) }
      const outcome = answer ? outcomeOfAnswer(answer, signed) : outcomeOf(result as NoAnswer)
      const again = resendAfter(outcome, tries, repeatable, random)
      if (again === undefined) {
        if (answer) return answer
        throw (result as NoAnswer).refusal
      }
      log?.info('request to the certificate authority is repeated', { url, status: answer?.status, pauseMs: Math.round(again) })
      await pause(again)
    }
  }

  const waitOf = ({ headers }: HttpAnswer) => retryAfterMs(headers['retry-after'], headers.date, clock.now())
  const get = (url: string) => withRetries(url, true, () => send({ url, method: 'get' }))

  async function nextNonce(): Promise<string> {
    const pooled = nonces.take()
    if (pooled) return pooled
    const ask = ({ newNonce: url }: Directory) => withRetries(url, true, () => send({ url, method: 'head' }))
    const likely = await likelyDirectory(Number.POSITIVE_INFINITY)
    let answer = await ask(likely)
    const now = answer.status === 404 ? await directory(0) : likely
    if (now.newNonce !== likely.newNonce) answer = await ask(now)
    if (answer.status >= 400) throw objection(answer, { stage: 'other' })
    const fresh = nonces.take()
    if (!fresh) throw pageRefusal(answer) ?? new Refusal('ACME_PROTOCOL', { detail: 'it gave no nonce when asked for one' })
    return fresh
  }

  const isFresh = (maxAgeMs: number) => known !== undefined && Math.abs(clock.now() - known.readAt) <= maxAgeMs

  async function directory(maxAgeMs: number): Promise<Directory> {
    if (known && isFresh(maxAgeMs)) return known.directory
    // Callers that come meanwhile wait for the same answer.
    reading ??= readDirectory().finally(() => {
      reading = undefined
    })
    return reading
  }

  async function likelyDirectory(maxAgeMs: number): Promise<Directory> {
    if (!known) return directory(maxAgeMs)
    if (!isFresh(maxAgeMs))
      void directory(maxAgeMs).catch((error: unknown) => log?.warn('the directory could not be read again', { error }))
    return known.directory
  }

  async function readDirectory(): Promise<Directory> {
    const answer = await get(directoryUrl)
    if (answer.status === 429 || answer.status >= 500) throw objection(answer, { stage: 'other' })
    const read = Directory.safeParse(answer.data)
    if (!read.success) throw pageRefusal(answer) ?? new Refusal('ACME_NOT_A_DIRECTORY', { directory: directoryUrl }, { cause: read.error })
    known = { directory: read.data, readAt: clock.now() }
    return read.data
  }

  /** Ours minus the authority's, from each answer's Date; said once. */
  function measureClock({ headers }: HttpAnswer): void {
    const served = httpDate(headers.date)
    if (served === undefined) return
    const differenceMs = clock.now() - served
    const wasBearable = Math.abs(difference?.differenceMs ?? 0) <= bearableDifference
    difference = { differenceMs, measuredAt: clock.now() }
    if (wasBearable && Math.abs(differenceMs) > bearableDifference)
      log?.warn('this machine’s clock differs from the certificate authority’s', { differenceMs })
  }

  function pageRefusal(answer: Answer): Refusal | undefined {
    const page = pageInPlace(answer)
    return page === undefined ? undefined : new Refusal('ACME_ANSWERED_BY_PAGE', { directory: directoryUrl, page })
  }

  function objection(answer: Answer, { stage, names = [], profile }: ObjectionFacts): Refusal {
    const page = pageRefusal(answer)
    if (page) return page
    const retryAt = answer.retryAfterMs === undefined ? undefined : clock.now() + answer.retryAfterMs
    return refusalOf({ status: answer.status, problem: readProblem(answer.data), stage, names, profile, retryAt })
  }

  return {
    directory,
    likelyDirectory,
    memory: () => known && { ...known, nonces: nonces.newest(1) },
    forgetDirectory() {
      known = undefined
    },
    get,
    as,
    async brought(url, repeatable, fetch) {
      const fetchOnce = async () => {
        const answer = await fetch()
        measureClock(answer)
        return answer
      }
      return withRetries(url, repeatable, fetchOnce, true)
    },
    objection,
    pageRefusal,
    clockDifference: () => difference,
    hasPassed: (moment) => Date.parse(moment ?? '') <= clock.now() - (difference?.differenceMs ?? 0),
    clockRefusal: (validity: Validity) => difference && clockRefusal(directoryUrl, validity, clock.now(), difference.differenceMs),
    read(answer, schema) {
      const read = schema.safeParse(answer.data)
      if (read.success) return read.data
      const page = pageRefusal(answer)
      if (page) throw page
      throw new Refusal(
        'ACME_PROTOCOL',
        { detail: `its answer of ${oneLine(new URL(answer.url).pathname)} has not the form of RFC 8555` },
        { cause: read.error },
      )
    },
  }
}

/** What is asked for unsigned may be missing: a list of suggestions, say. An account's own things the authority has itself told of. */
function outcomeOfAnswer(answer: Answer, signed: boolean): RequestOutcome {
  return { kind: 'answer', ...answer, unexplained: signed && isUnexplained(answer) }
}

function outcomeOf({ failure }: NoAnswer): RequestOutcome {
  return failure.kind === 'unreachable' ? { ...failure, kind: 'no-answer' } : { kind: 'no-answer', heard: false, lasting: true }
}
