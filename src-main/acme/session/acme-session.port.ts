import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import type { ClockDifference, ExternalAccountBinding } from '../authority.port.ts'
import type { AccountSigner, PublicJwk } from './account-signer.port.ts'
import type { HttpAnswer } from './acme-http.adapter.ts'
import type { Validity } from './clock-difference.policy.ts'
import type { Jws } from './jws.adapter.ts'
import type { Stage } from './problem.policy.ts'
import type { Directory } from './resources.ts'
import type { SessionMemory } from './session-memory.ts'

export type { ClockDifference }

/** What the CA answered, after retries. Every status is an answer. */
export interface Answer {
  url: string
  status: number
  headers: Record<string, string | undefined>
  /** Parsed where it is JSON, else text. */
  data: unknown
  /** Whoever answered, after redirects. */
  answeredBy?: string | undefined
  /** What Retry-After asks for, in milliseconds from now. */
  retryAfterMs: number | undefined
}

export interface ObjectionFacts {
  stage: Stage
  names?: readonly string[]
  profile?: string | undefined
}

/** Talking with one CA: directory, signed requests, retries of blips, refusals. */
export interface AcmeSession {
  /** Read again when the copy is older than `maxAgeMs`. */
  directory(maxAgeMs: number): Promise<Directory>
  /**
   * As it was last known, however long ago; when that is more than `maxAgeMs`, it is read again meanwhile. Where an
   * address turns out to be wrong, `directory` has the answer that is under way.
   */
  likelyDirectory(maxAgeMs: number): Promise<Directory>
  forgetDirectory(): void
  /** For the next process; undefined before there is anything worth keeping. */
  memory(): SessionMemory | undefined
  get(url: string): Promise<Answer>
  as(signer: AccountSigner): SignedSession
  /** An answer that somebody else fetches: tried again as this session's own requests are. `repeatable` as for `post`. */
  brought(url: string, repeatable: boolean, fetch: () => Promise<HttpAnswer>): Promise<Answer>
  /** As the last answer's Date showed it; undefined before the first. */
  clockDifference(): ClockDifference | undefined
  /** Whether a moment (RFC 3339) has passed by the CA's own clock; not when it says nothing. */
  hasPassed(moment: string | undefined): boolean
  /** CLOCK_DIFFERS, when this machine's clock is why something seems not to be valid. */
  clockRefusal(validity: Validity): Refusal | undefined
  /** ACME_ANSWERED_BY_PAGE, when a web page answered in the CA's place. */
  pageRefusal(answer: Answer): Refusal | undefined
  /** The refusal for an answer that is no success. */
  objection(answer: Answer, facts: ObjectionFacts): Refusal
  /** The answer's body as what it has to be, or ACME_PROTOCOL. */
  read<T extends z.ZodType>(answer: Answer, schema: T): z.infer<T>
}

/** The same conversation, by whoever has this key. */
export interface SignedSession {
  /**
   * `payload` null is POST-as-GET; `kid` undefined signs with the public key itself. `repeatable` false: must not be sent
   * again once the CA may have acted on it.
   */
  post(url: string, payload: object | null, options: { kid: string | undefined; repeatable: boolean }): Promise<Answer>
  /** As a JWK, its required members only. */
  publicKey(): Promise<PublicJwk>
  /** A JWS that goes inside another one's payload (RFC 8555 §7.3.5). */
  inner(url: string, payload: object): Promise<Jws>
  /** RFC 8555 §7.3.4. */
  binding(url: string, binding: ExternalAccountBinding): Promise<Jws>
  /** RFC 8555 §8.1. */
  keyAuthorization(token: string): Promise<string>
}
