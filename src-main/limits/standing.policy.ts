import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { scopeOfLimit } from './limit-scope.policy.ts'

/** What is remembered of an authority's last failure. */
export interface Standing {
  directoryUrl: string
  failures: number
  /** Until then nothing new is ordered there. */
  retryAt: Instant
  code: RefusalCode
  data: Refusal['data']
}

/** These say something of the authority, or of the way to it, and nothing of the names. */
const aboutTheAuthority = new Set<RefusalCode>([
  'ACME_UNREACHABLE',
  'ACME_TLS_UNTRUSTED',
  'ACME_TLS_EXPIRED',
  'ACME_NOT_A_DIRECTORY',
  'ACME_BUSY',
  'ACME_ANSWERED_BY_PAGE',
  'ACME_ACCOUNT_REFUSED',
  'PROXY_SIGN_IN',
  'PROXY_UNREACHABLE',
  'CLOCK_DIFFERS',
  'ACME_ACCOUNT_DEACTIVATED',
  'ACME_EAB_REQUIRED',
  'ACME_EAB_REFUSED',
  'ACME_CONTACT_REFUSED',
  'ACME_ACTION_REQUIRED',
  'PROXY_REFUSED',
  'PROXY_NO_WAY',
])

/** Whether it was made here from what is remembered, without asking anybody: then it says nothing new. */
export function wasRemembered({ data }: Refusal): boolean {
  return data.remembered !== undefined
}

export function isAboutAuthority({ code, data }: Refusal): boolean {
  if (code === 'ACME_RATE_LIMITED') return scopeOfLimit(String(data.detail ?? '')) === 'authority'
  return aboutTheAuthority.has(code)
}

/** The longest that any failure is remembered for: no limit lasts over a week. */
const longestRest = 9 * day

/** Whether an order may go there now. A moment further ahead than any could be was written under a wrong clock. */
export function isClear(standing: Standing | undefined, now: Instant): boolean {
  return standing === undefined || standing.retryAt <= now || standing.retryAt > now + longestRest
}

/**
 * Whether what is remembered is reason enough not even to ask: a limit always, as more tries make it longer; any other
 * trouble unless a person waits or time runs out.
 */
export function forbidsAsking(standing: Standing, hurry: boolean): boolean {
  return standing.code === 'ACME_RATE_LIMITED' || !hurry
}
