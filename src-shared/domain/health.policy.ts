import type { Instant } from './time.ts'

export type Health = 'protected' | 'working' | 'attention' | 'not-protected'

/** The four words, everywhere the same. */
export const healthWords: Readonly<Record<Health, string>> = {
  protected: 'Protected',
  working: 'Working',
  attention: 'Attention',
  'not-protected': 'Not protected',
}

export interface HealthFacts {
  /** End of the current version's validity; undefined while there is none. */
  notAfter: Instant | undefined
  /** Seen being served or, where nothing on this device serves it, put into the store. */
  inPlace: boolean
  /** Clients that look refuse it from then on. */
  revoked: boolean
  running: boolean
  /** Tries in a row that failed since the last success. */
  failedTries: number
}

/**
 * What the person sees. A run in progress is always "working"; what is not served or no longer valid is broken;
 * one failed try is not worth a person's attention, because the retry settles most of them.
 */
export function healthOf(facts: HealthFacts, now: Instant): Health {
  if (facts.running) return 'working'
  if (facts.notAfter === undefined) return facts.failedTries === 0 ? 'working' : 'not-protected'
  if (facts.notAfter <= now) return 'not-protected'
  if (facts.revoked || !facts.inPlace) return 'not-protected'
  return facts.failedTries >= 2 ? 'attention' : 'protected'
}
