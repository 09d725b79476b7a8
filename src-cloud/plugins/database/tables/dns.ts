import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface DnsTables {
  dns_records: DnsRecordTable
  delegations: DelegationTable
}

export interface DnsRecordTable {
  /** As `DeviceTable.name_key`. */
  name_key: string
  type: 'A' | 'AAAA' | 'TXT'
  value: string
  /** Seconds. */
  ttl: number
  device_id: string
  created_at: Instant
  expires_at: Instant | null
}

/** Where a customer's CNAME leads. Made for one device and one name, and never for another. */
export interface DelegationTable {
  device_id: string
  /** The customer's name, canonical, without a wildcard. */
  name: string
  target: string
  /** As `DeviceTable.name_key`. */
  target_key: string
  created_at: Instant
}
