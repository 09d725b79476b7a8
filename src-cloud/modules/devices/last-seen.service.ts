import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { markSeen } from './last-seen.repository.ts'

/** How exactly it is kept when a device was last heard of: at most one write a minute for each. */
const exactness = minute

export interface LastSeen {
  note(device: { id: string; lastSeenAt: Instant | null }): void
  /** Writes down what was noted since the last time. */
  flush(): Promise<void>
}

/** Kept in memory and written for many devices at once: no call of a device waits for its own row. */
export function createLastSeen({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): LastSeen {
  let noted = new Map<string, Instant>()
  return {
    note({ id, lastSeenAt }) {
      const now = clock.now()
      if (now - (lastSeenAt ?? 0) >= exactness) noted.set(id, now)
    },
    async flush() {
      if (noted.size === 0) return
      const taken = noted
      noted = new Map()
      await markSeen(db, [...taken])
    },
  }
}
