import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { meaningOf } from '../acme/refusal-meaning.policy.ts'
import { scopeOfLimit } from './limit-scope.policy.ts'

/** What is remembered of an authority's last failure. */
export interface Standing {
  directoryUrl: string
  failures: number
  /** Until then nothing new is ordered there. */
  retryAt: Instant
  /** When that was written down. */
  at: Instant
  code: RefusalCode
  data: Refusal['data']
}

/** Whether it was made here from what is remembered, without asking anybody: then it says nothing new. */
export function wasRemembered({ data }: Refusal): boolean {
  return data.remembered !== undefined
}

/** Whether it says something of the authority, or of the way to it, and nothing of the names. */
export function isAboutAuthority({ code, data }: Refusal): boolean {
  if (code === 'ACME_RATE_LIMITED') return scopeOfLimit(String(data.detail ?? '')) === 'authority'
  return meaningOf(code)?.about === 'authority'
}

/** The longest that any failure is remembered for: no limit lasts over a week. */
const longestRest = 9 * day

/** Whether an order may go there now. What was written down ahead of now, or further ahead than any rest, was by a wrong clock. */
export function isClear(standing: Standing | undefined, now: Instant): boolean {
  return standing === undefined || standing.retryAt <= now || standing.retryAt > now + longestRest || standing.at > now
}

/**
 * Whether what is remembered is reason enough not even to ask: a limit always, as more tries make it longer; any other
 * trouble unless a person waits or time runs out.
 */
export function forbidsAsking(standing: Standing, hurry: boolean): boolean {
  return standing.code === 'ACME_RATE_LIMITED' || !hurry
}
