import { day, hour } from '@mylzip/shared/domain/time.ts'
import type { Bucket } from './slots.policy.ts'

/** What an authority lets be done, all devices together. */
export interface Quota {
  /** Host of its directory. */
  directory: string
  /** New certificates for one registered domain. */
  certificates: Bucket
  /** New accounts from one address. */
  accounts: Bucket
  /** New orders of one account, which all devices of a team may share. */
  orders?: Bucket
}

/** Of an authority's limits one device gets no more: as many as they issue of the same names in a week, and one in reserve. */
export const ofOneDevice: Bucket = { most: 6, window: 7 * day }

/**
 * letsencrypt.org/docs/rate-limits, November 2026, less a tenth that is left for orders that could not ask. An operator
 * whose domain has a higher limit there says so.
 */
export const usualQuotas: readonly Quota[] = [
  {
    directory: 'acme-v02.api.letsencrypt.org',
    certificates: { most: 45, window: 7 * day },
    accounts: { most: 9, window: 3 * hour },
    orders: { most: 270, window: 3 * hour },
  },
]

/** The authority's quota, or undefined where it publishes none: then nobody waits. */
export function quotaOf(quotas: readonly Quota[], directoryUrl: string): Quota | undefined {
  const host = URL.parse(directoryUrl)?.host
  return quotas.find(({ directory }) => directory === host)
}
