import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

/** What is told of a cursor (src-shared/cloud-api/page.ts) that no list of ours gave. */
export function strangeCursor(): Refusal {
  return new Refusal('INPUT_INVALID', { reason: 'cursor: is not one that was given here' })
}

/** A cursor that is a number of at most so many digits. Refuses with INPUT_INVALID. */
export function numberIn(cursor: string | undefined, digits = 15): number | undefined {
  if (cursor === undefined) return undefined
  if (!/^\d+$/.test(cursor) || cursor.length > digits) throw strangeCursor()
  return Number(cursor)
}

/** A place in a list that goes by a moment, and by an id where moments are alike. */
export function momentCursor(at: Instant, id: string): string {
  return `${at}.${id}`
}

/** Refuses with INPUT_INVALID. */
export function momentIn(cursor: string | undefined): { at: Instant; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw strangeCursor()
  return { at: Number(at), id }
}
