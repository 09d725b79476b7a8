import type { acmeAccountStates } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType } from 'kysely'

export interface AcmeAccountTables {
  team_acme_accounts: TeamAcmeAccountTable
  acme_orders: AcmeOrderTable
  acme_order_urls: AcmeOrderUrlTable
  acme_keys: AcmeKeyTable
}

/** A team's account at an authority, for all of its devices. */
export interface TeamAcmeAccountTable {
  id: string
  team_id: string
  directory_url: string
  state: (typeof acmeAccountStates)[number]
  /** A private JWK, sealed before the authority hears of it; null once the account has ended. */
  sealed_key: string | null
  /** RFC 7638, base64url. */
  key_thumbprint: string
  account_url: string | null
  /** Mail addresses, without `mailto:`. */
  contact: ColumnType<string[], string, string>
  created_at: Instant
  ended_at: Instant | null
}

/** What a device ordered with its team's account: whose its addresses and its certificate are. */
export interface AcmeOrderTable {
  id: string
  account_id: string
  device_id: string
  url: string
  /** Canonical, as they were ordered. */
  names: ColumnType<string[], string, string>
  /** The same, sorted, with a space between. */
  name_set: string
  profile: string | null
  created_at: Instant
  /** SHA-256 over the public key (SPKI, DER), hex, of the request that was handed in last. */
  key_hash: string | null
  /** Of the certificate, once it was seen: SHA-256 over the DER, hex. */
  fingerprint: string | null
  serial: string | null
  /** RFC 9773 §4.1. */
  ari_id: string | null
  not_after: Instant | null
  revoked_at: Instant | null
  /** When nobody needs it any more. */
  kept_until: Instant
}

export const acmeUrlKinds = ['order', 'authorization', 'challenge', 'finalize', 'certificate'] as const
export type AcmeUrlKind = (typeof acmeUrlKinds)[number]

/** Addresses that the authority itself told of, in answers that the cloud saw: nothing else is ever signed for. */
export interface AcmeOrderUrlTable {
  account_id: string
  url: string
  kind: AcmeUrlKind
  order_id: string
}

/** Which device made which key: the first that handed it in. */
export interface AcmeKeyTable {
  key_hash: string
  device_id: string
  used_at: Instant
}
