import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { endsOrder, meaningOf } from '../acme/refusal-meaning.policy.ts'
import { isClear, type Standing } from './standing.policy.ts'

/** The authority a new order goes to: the first in the person's order that nothing speaks against, else the first of all. */
export function chooseAuthority(inOrder: readonly string[], standings: readonly Standing[], now: Instant): string | undefined {
  const standingOf = (url: string) => standings.find(({ directoryUrl }) => directoryUrl === url)
  return inOrder.find((url) => isClear(standingOf(url), now)) ?? inOrder[0]
}

/** So many failures in a row, or so little time, and an order that could still be finished one day is given up. */
const patience = 3

export interface LeaveFacts {
  /** Whether an order lies at the authority that failed. */
  ordered: boolean
  /** Tries of this certificate in a row that failed, this one included. */
  tries: number
  /** A twentieth of the life of the certificate in use is left, or less. */
  emergency: boolean
}

/**
 * Whether the next authority in the person's order is to be asked instead. While an order can still be finished it is,
 * later, and none is placed elsewhere: unless the authority has failed three times in a row, or time runs out.
 */
export function mayLeave(refusal: Refusal, { ordered, tries, emergency }: LeaveFacts): boolean {
  if (!meaningOf(refusal.code)?.elsewhere) return false
  return !ordered || endsOrder(refusal.code) || tries >= patience || emergency
}
