import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { monthOf } from './usage.policy.ts'
import { addApiCalls } from './usage.repository.ts'

export interface ApiCallCounter {
  count(teamId: string): void
  /** Writes down what was counted since the last time. */
  flush(): Promise<void>
}

/**
 * Counts in memory and writes some seconds' calls at once: a write for each call would make all calls of a team wait for one
 * row. A killed instance loses what it had not written yet, to the customer's good.
 */
export function createApiCallCounter({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): ApiCallCounter {
  let counted = new Map<string, number>()
  return {
    count(teamId) {
      counted.set(teamId, (counted.get(teamId) ?? 0) + 1)
    },
    async flush() {
      if (counted.size === 0) return
      const taken = counted
      counted = new Map()
      const month = monthOf(clock.now())
      try {
        await addApiCalls(
          db,
          [...taken].map(([team_id, calls]) => ({ team_id, month, calls })),
        )
      } catch (error) {
        for (const [teamId, calls] of taken) counted.set(teamId, (counted.get(teamId) ?? 0) + calls)
        throw error
      }
    },
  }
}
