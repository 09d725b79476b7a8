import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

/** A place in the list of members: when the last one shown joined, and who it was. */
export function memberCursor({ joined_at, id }: { joined_at: Instant; id: string }): string {
  return `${joined_at}.${id}`
}

/** Refuses with INPUT_INVALID. */
export function placeOf(cursor: string | undefined): { joinedAt: Instant; personId: string } | undefined {
  if (cursor === undefined) return undefined
  const [, joinedAt, personId] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? []
  if (joinedAt === undefined || personId === undefined)
    throw new Refusal('INPUT_INVALID', { reason: 'cursor: is not one that was given here' })
  return { joinedAt: Number(joinedAt), personId }
}
