import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Records } from '../database/records.ts'
import type { Account, Authorization, Challenge, ChallengeType } from '../model.ts'
import { Problem, type ProblemDocument } from '../problem.ts'

export interface Proof {
  name: string
  token: string
  /** RFC 8555 §8.1: token "." thumbprint of the account's key. */
  keyAuthorization: string
}

/** Looks for the proof where it must be. Throws a Problem that says what was found instead. */
export type Attempt = (proof: Proof) => Promise<void>

interface Needs {
  records: Records
  attempts: Record<ChallengeType, Attempt>
  now: () => Instant
  onDefect: (error: unknown) => void
}

export type Validation = ReturnType<typeof createValidation>

export function createValidation({ records, attempts, now, onDefect }: Needs) {
  const underWay = new Map<string, Promise<void>>()

  async function validate(challenge: Challenge, authorization: Authorization, thumbprint: string): Promise<void> {
    const keyAuthorization = `${challenge.token}.${thumbprint}`
    try {
      await attempts[challenge.type]({ name: authorization.name, token: challenge.token, keyAuthorization })
      succeed(challenge)
    } catch (error) {
      if (!(error instanceof Problem)) onDefect(error)
      const identifier = { type: 'dns', value: authorization.name } as const
      const problem = error instanceof Problem ? error : new Problem('serverInternal', 'the check itself failed')
      fail(challenge, authorization, { ...problem.document, identifier })
    }
  }

  function succeed(challenge: Challenge): void {
    records.together(() => {
      records.challenges.succeed(challenge.id, now())
      const current = records.authorizations.byId(challenge.authorizationId)
      if (current?.status === 'pending') records.authorizations.setStatus(current.id, 'valid')
    })
  }

  function fail(challenge: Challenge, authorization: Authorization, error: ProblemDocument): void {
    records.together(() => {
      records.challenges.fail(challenge.id, error)
      const current = records.authorizations.byId(challenge.authorizationId)
      if (current?.status !== 'pending') return
      records.authorizations.setStatus(current.id, 'invalid')
      records.orders.fail(authorization.orderId, error)
    })
  }

  function run(challenge: Challenge, authorization: Authorization, thumbprint: string): void {
    const work = validate(challenge, authorization, thumbprint)
      .catch(onDefect)
      .finally(() => underWay.delete(authorization.id))
    underWay.set(authorization.id, work)
  }

  return {
    /** Begins at once and answers before it is done; a challenge that was begun before is left alone. */
    begin(challenge: Challenge, authorization: Authorization, account: Account): void {
      if (records.challenges.begin(challenge.id)) run(challenge, authorization, account.thumbprint)
    },
    /** What the last process was in the middle of. */
    resume(): void {
      for (const challenge of records.challenges.processing()) {
        const authorization = records.authorizations.byId(challenge.authorizationId)
        const account = authorization && records.accounts.byId(authorization.accountId)
        if (authorization && account) run(challenge, authorization, account.thumbprint)
      }
    },
    /** Waits for the check of this authorization, if one is under way, but no longer than this many ms. */
    async settled(authorizationId: string, atMostMs: number): Promise<void> {
      const work = underWay.get(authorizationId)
      if (work) await Promise.race([work, wait(atMostMs, undefined, { ref: false })])
    },
    async idle(): Promise<void> {
      await Promise.all(underWay.values())
    },
  }
}
