import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface QuotaTables {
  quota_domains: QuotaDomainTable
  quota_orders: QuotaOrderTable
}

/** Held by whoever gives out slots of that domain, so that no two get the same. */
export interface QuotaDomainTable {
  /** Host of the authority's directory. */
  directory: string
  domain: string
}

/** A device's order for a name in the zone: it waits, or was let go. */
export interface QuotaOrderTable {
  id: string
  directory: string
  domain: string
  team_id: string
  device_id: string
  /** The names, sorted, with spaces between. */
  name_set: string
  /** Where a new account will be made from, as limits count it (one IPv4 address, one IPv6 /64); null: none is made. */
  address: string | null
  asked_at: Instant
  /** When its turn comes, as it was told last. */
  promised_at: Instant
  granted_at: Instant | null
}
