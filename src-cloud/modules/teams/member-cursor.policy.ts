import type { Instant } from '@mylzip/shared/domain/time.ts'
import { momentCursor, momentIn } from '../../plugins/cursors.policy.ts'

/** A place in the list of members: when the last one shown joined, and who it was. */
export function memberCursor({ joined_at, id }: { joined_at: Instant; id: string }): string {
  return momentCursor(joined_at, id)
}

/** Refuses with INPUT_INVALID. */
export function placeOf(cursor: string | undefined): { joinedAt: Instant; personId: string } | undefined {
  const place = momentIn(cursor)
  return place && { joinedAt: place.at, personId: place.id }
}
