import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType, Generated } from 'kysely'

export interface DnsTables {
  dns_records: DnsRecordTable
  delegations: DelegationTable
  authority_accounts: AuthorityAccountTable
  caa_records: CaaRecordTable
  pending_names: PendingNameTable
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

/** The ACME accounts a device orders with at one authority. */
export interface AuthorityAccountTable {
  device_id: string
  directory_url: string
  account_uris: ColumnType<string[], string, string>
  /** What the authority answers to in CAA records; empty where its directory does not say. */
  caa_identities: ColumnType<string[], string, string>
  told_at: Instant
}

/** What follows from the accounts for the device's name: the value of a CAA record with the tag `issue`. */
export interface CaaRecordTable {
  /** As `DeviceTable.name_key`. */
  name_key: string
  value: string
  device_id: string
}

/** A name whose records have changed and that not every server of its zone shows yet. */
export interface PendingNameTable {
  /** As `DeviceTable.name_key`. */
  name_key: string
  /** Grows with each change. */
  version: number
  changed_at: Instant
  /** In the background, that failed. */
  tries: Generated<number>
  next_try_at: Generated<Instant>
}
