import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { isAboutAuthority, isClear, type Standing } from './standing.policy.ts'

/** The authority a new order goes to: the first in the person's order that nothing speaks against, else the first of all. */
export function chooseAuthority(inOrder: readonly string[], standings: readonly Standing[], now: Instant): string | undefined {
  const standingOf = (url: string) => standings.find(({ directoryUrl }) => directoryUrl === url)
  return inOrder.find((url) => isClear(standingOf(url), now)) ?? inOrder[0]
}

/** What another authority may see otherwise: its own rules and limits. A proof that failed would fail there too. */
const itsOwnRules = new Set<RefusalCode>([
  'ACME_RATE_LIMITED',
  'ACME_QUOTA_REACHED',
  'ACME_NAME_REFUSED',
  'ACME_CAA_FORBIDS',
  'ACME_PROFILE_UNKNOWN',
  'ACME_CHALLENGE_UNAVAILABLE',
])

/** With these an order ends, or will never be finished from here, so that no second one stands beside the first. */
const endsTheOrder = new Set<RefusalCode>(['ACME_NAME_REFUSED', 'ACME_CAA_FORBIDS', 'ACME_PROFILE_UNKNOWN', 'ACME_CHALLENGE_UNAVAILABLE'])

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
  const elsewhereItMayGo =
    itsOwnRules.has(refusal.code) || isAboutAuthority(refusal) || ['ACME_TIMEOUT', 'ACME_PROTOCOL'].includes(refusal.code)
  if (!elsewhereItMayGo) return false
  return !ordered || endsTheOrder.has(refusal.code) || tries >= patience || emergency
}
