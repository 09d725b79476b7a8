import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { TokenLevel } from '@mylzip/shared/operations/tokens.ts'
import type { Trust } from '@mylzip/shared/operations/values.ts'

/** How a program stands with one version of a certificate. */
export interface ConsumerTable {
  certificate_id: string
  number: number
  target: string
  label: string
  address: string
  bound_at: Instant | null
  verified_at: Instant | null
  trust: Trust | null
  failure_code: RefusalCode | null
  failure_data: string | null
  failed_at: Instant | null
}

/** A program that a person has set up to present a certificate: from then on each version is given to it. */
export interface TargetTable {
  id: string
  certificate_id: string
  kind: DeployTargetKind
  /** JSON: TargetSettings. */
  settings: string
  /** Of the PFX that it is given, where it is given one. */
  sealed_password: Uint8Array | null
  label: string
  /** What it presented before it was told for the first time, and when that was looked up; both null: it was not told yet. */
  found_thumbprint: string | null
  found_at: Instant | null
  /** What it was given last, for a program that cannot be asked. */
  given_thumbprint: string | null
  /** A person has had it go back from this version: it is given later ones alone, or this one again once they ask for it. */
  rolled_back_from: number | null
  created_at: Instant
}

/** One row at most: the proxy that a person chose; none: what the system names. */
export interface ProxyTable {
  id: 1
  use: 'none' | 'own'
  /** `http://proxy.example:3128`; null where there is none. */
  address: string | null
  user_name: string | null
  sealed_password: Uint8Array | null
  /** JSON: hosts that it is not asked for. */
  past: string
}

/** A program of this machine that may ask the agent. The secret itself is kept nowhere here. */
export interface LocalTokenTable {
  id: string
  label: string
  /** The secret's first characters. */
  shown: string
  /** SHA-256 of the secret. */
  hash: Uint8Array
  level: TokenLevel
  created_at: Instant
  expires_at: Instant
  revoked_at: Instant | null
  last_used_at: Instant | null
}
