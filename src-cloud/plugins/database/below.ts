import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type RawBuilder, sql } from 'kysely'

/** After the row that was shown last (cursors.policy.ts), in a list that goes down by a moment and, where moments are alike, by id. */
export function isBelow(last: { at: Instant; id: string } | undefined, moment: string, id: string): RawBuilder<boolean> {
  return last === undefined ? sql<boolean>`true` : sql<boolean>`(${sql.ref(moment)}, ${sql.ref(id)}) < (${last.at}, ${last.id})`
}
