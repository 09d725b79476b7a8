import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Allowance } from './allowances.policy.ts'
import { countTry, forgetTries, uncountTry } from './tries.repository.ts'

/** Slows down whoever guesses. In the database, so that all instances count together. */
export interface Tries {
  /** Before the try, whatever becomes of it: a thousand at once are a thousand. Refuses with TOO_MANY_TRIES. */
  count(allowances: readonly Allowance[]): Promise<void>
  /** For what devices do: they know RATE_LIMITED from any call, and come back by themselves. */
  limit(allowance: Allowance): Promise<void>
  /** It was no guess: the first allowance, the narrowest, begins anew, and the others get their try back. */
  succeeded(allowances: readonly Allowance[]): Promise<void>
  /** It was no guess, but proves nothing of the others: each allowance gets this one try back. */
  giveBack(allowances: readonly Allowance[]): Promise<void>
}

export function createTries({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): Tries {
  /** Undefined when it is counted. */
  async function secondsUntilNext(allowance: Allowance): Promise<number | undefined> {
    const now = clock.now()
    const next = await countTry(db, allowance.key, allowance, now)
    return next === undefined ? undefined : Math.max(1, Math.ceil((next - now) / second))
  }

  return {
    async count(allowances) {
      for (const allowance of allowances) {
        const retryAfterSeconds = await secondsUntilNext(allowance)
        if (retryAfterSeconds !== undefined) throw new Refusal('TOO_MANY_TRIES', { retryAfterSeconds })
      }
    },
    async limit(allowance) {
      const retryAfterSeconds = await secondsUntilNext(allowance)
      if (retryAfterSeconds !== undefined) throw new Refusal('RATE_LIMITED', { retryAfterSeconds })
    },
    async giveBack(allowances) {
      for (const { key, interval } of allowances) await uncountTry(db, key, interval)
    },
    async succeeded([first, ...others]) {
      if (first) await forgetTries(db, first.key)
      for (const { key, interval } of others) await uncountTry(db, key, interval)
    },
  }
}
