import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import type { Stage } from './problem.policy.ts'
import type { Directory } from './resources.ts'

/** What the CA answered, after retries. Every status is an answer. */
export interface Answer {
  url: string
  status: number
  headers: Record<string, string | undefined>
  /** Parsed where it is JSON, else text. */
  data: unknown
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
  forgetDirectory(): void
  get(url: string): Promise<Answer>
  /** `repeatable` false: must not be sent again once the CA may have acted on it. */
  post(url: string, payload: object | null, options: { kid: string | undefined; repeatable: boolean }): Promise<Answer>
  keyAuthorization(token: string): Promise<string>
  /** The refusal for an answer that is no success. */
  objection(answer: Answer, facts: ObjectionFacts): Refusal
  /** The answer's body as what it has to be, or ACME_PROTOCOL. */
  read<T extends z.ZodType>(answer: Answer, schema: T): z.infer<T>
}
