import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType, Generated } from 'kysely'

export interface DeviceTables {
  enrolment_tokens: EnrolmentTokenTable
  devices: DeviceTable
  used_assertions: UsedAssertionTable
  status_reports: StatusReportTable
  audit_heads: AuditHeadTable
  audit_head_conflicts: AuditHeadTable
}

export interface EnrolmentTokenTable {
  id: string
  team_id: string
  /** SHA-256 of the token, hex. The token itself is shown once and kept nowhere. */
  token_hash: string
  max_uses: number
  uses: Generated<number>
  expires_at: Instant
  revoked_at: Instant | null
  created_at: Instant
}

/** A row stays after the device's release: that is what keeps its name from being given to anybody else. */
export interface DeviceTable {
  id: string
  team_id: string
  label: string
  /** Canonical: lower case, no trailing dot. */
  name: string
  /** The name's labels from the root down (`test.myl.acme.k7f3q9bd`), so that everything below a name is one range of an index. */
  name_key: string
  /** `x` of the Ed25519 JWK (RFC 8037). */
  public_key: string
  enrolment_token_id: string
  created_at: Instant
  last_seen_at: Instant | null
  released_at: Instant | null
  /** Reported as lost: its key is accepted no more. */
  blocked_at: Instant | null
  /** What the name ends in; null in rows written before there were several, where the name alone says it. */
  zone: string | null
}

export interface UsedAssertionTable {
  device_id: string
  jti: string
  expires_at: Instant
}

export interface StatusReportTable {
  device_id: string
  id: string
  at: Instant
  kind: StatusReport['kind']
  detail: ColumnType<StatusReport['detail'], string, never>
  received_at: Instant
}

export interface AuditHeadTable {
  device_id: string
  seq: number
  hash: string
  /** The text the device signed, not a moment parsed from it: the signature covers these very characters. */
  at: string
  signature: string
  reported_at: Instant
}
