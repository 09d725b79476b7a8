import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { RunStep } from '@mylzip/shared/domain/run-steps.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { closesOrder } from '../acme/refusal-meaning.policy.ts'

export interface LatestVersion {
  number: number
  notAfter: Instant | null
  /** When it was seen being served or, where nothing here serves it, put into the store. */
  inPlaceAt: Instant | null
}

export interface EarlierRun {
  number: number
  orderUrl: string | null
  directoryUrl: string | null
  failureCode: RefusalCode | null
}

export interface Circumstances {
  renewalDue: boolean
  /** Another authority or another kind of key is wanted than the latest version has. */
  chosenAnew: boolean
  /** The authority of the earlier order is none of those wanted now, so it cannot be gone on with. */
  directoryMoved: boolean
  /** Nothing comes of the earlier order, however often it is gone on with. */
  stuck: boolean
}

export interface RunStart {
  /** The version the run makes or finishes. */
  number: number
  orderUrl: string | null
  /** Where that order lies; null: the authority is chosen when it is ordered. */
  directoryUrl: string | null
  /** Steps an earlier run has already done for this version; whether the key of one that is not issued may stay, the key step asks each time. */
  done: RunStep[]
}

/**
 * Where a new run begins. What an earlier run achieved is used: a certificate that was issued but not yet seen being
 * served is deployed again rather than ordered again, and an order that can still be finished is finished.
 */
export function planStart(
  latest: LatestVersion | undefined,
  earlier: EarlierRun | undefined,
  { renewalDue, chosenAnew, directoryMoved, stuck }: Circumstances,
  now: Instant,
): RunStart {
  if (latest === undefined) return { number: 1, ...nothing, done: [] }
  if (latest.notAfter === null) {
    if (chosenAnew) return { number: latest.number, ...nothing, done: [] }
    return directoryMoved || stuck ? { number: latest.number, ...nothing, done: [] } : resumeOrder(latest, earlier)
  }
  const usable = latest.inPlaceAt === null && latest.notAfter > now && !renewalDue && !chosenAnew
  if (usable) return { number: latest.number, ...nothing, done: ['key', 'order', 'challenge', 'certificate'] }
  return { number: latest.number + 1, ...nothing, done: [] }
}

const nothing = { orderUrl: null, directoryUrl: null }

function resumeOrder(latest: LatestVersion, earlier: EarlierRun | undefined): RunStart {
  const sameVersion = earlier?.number === latest.number
  const alive = sameVersion && earlier.orderUrl !== null && !(earlier.failureCode && closesOrder(earlier.failureCode))
  return alive
    ? { number: latest.number, orderUrl: earlier.orderUrl, directoryUrl: earlier.directoryUrl, done: ['order'] }
    : { number: latest.number, ...nothing, done: [] }
}
