import { day, hour } from '@mylzip/shared/domain/time.ts'

/** What a limit counts together. */
export type Counted = 'account' | 'domain' | 'name-set' | 'name'

export interface KnownLimit {
  /** Which entries of the ledger count. */
  kind: 'order' | 'certificate' | 'failed-authorization'
  per: Counted
  /** As many at once … */
  most: number
  /** … and as many again over this time (ms), one after the other. */
  window: number
  /** Whether a renewal inside its ARI window is exempt when the order names what it replaces. */
  exemptsReplacements: boolean
  /** Whether a renewal for exactly the same names is exempt, window or not. */
  exemptsRenewals: boolean
}

/**
 * letsencrypt.org/docs/rate-limits, November 2026: token buckets that refill steadily. New accounts are limited as well, by
 * address; a device makes one, ever.
 */
const letsEncrypt: readonly KnownLimit[] = [
  { kind: 'certificate', per: 'name-set', most: 5, window: 7 * day, exemptsReplacements: true, exemptsRenewals: false },
  { kind: 'certificate', per: 'domain', most: 50, window: 7 * day, exemptsReplacements: true, exemptsRenewals: true },
  { kind: 'order', per: 'account', most: 300, window: 3 * hour, exemptsReplacements: true, exemptsRenewals: true },
  { kind: 'failed-authorization', per: 'name', most: 5, window: hour, exemptsReplacements: false, exemptsRenewals: false },
]

const byHost: Readonly<Record<string, readonly KnownLimit[]>> = { 'acme-v02.api.letsencrypt.org': letsEncrypt }

/** The published limits of the authority; none where it publishes none, or none are known here. */
export function knownLimits(directoryUrl: string): readonly KnownLimit[] {
  return byHost[URL.parse(directoryUrl)?.hostname ?? ''] ?? []
}
