import type { StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType, Generated } from 'kysely'

export interface DeviceTables {
  devices: DeviceTable
  former_device_keys: FormerDeviceKeyTable
  former_names: FormerNameTable
  device_instances: DeviceInstanceTable
  used_assertions: UsedAssertionTable
  status_reports: StatusReportTable
  audit_heads: AuditHeadTable
  audit_head_conflicts: AuditHeadTable
  former_audit_heads: AuditHeadTable & { enrolment: number }
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
  /** Null: a person approved it. */
  enrolment_token_id: string | null
  created_at: Instant
  last_seen_at: Instant | null
  released_at: Instant | null
  /** Reported as lost: its key is accepted no more. */
  blocked_at: Instant | null
  /** What the name ends in; null in rows written before there were several, where the name alone says it. */
  zone: string | null
  /** Counts who has had this name: access tokens of an earlier one are worth nothing. */
  enrolment: Generated<number>
  /** Since when the key is the device's; null: from the beginning. */
  key_since: Instant | null
  /** Another key that the device has shown it holds, and becomes its only one as soon as it is used. */
  next_public_key: string | null
  /** What tells its machine from others, made so that it means nothing elsewhere; null while it has not told. */
  machine: string | null
  /** When a copy of it last asked to be let in. */
  clone_seen_at: Instant | null
}

/** A key that is accepted no more. What it signed while it was keeps its worth. */
export interface FormerDeviceKeyTable {
  device_id: string
  public_key: string
  retired_at: Instant
}

/** A name that a device had before it went to another team: nobody gets it any more. */
export interface FormerNameTable {
  name_key: string
  team_id: string
  device_id: string
  left_at: Instant
}

/** A start of the agent's, made up anew at each: two that take turns are two machines. */
export interface DeviceInstanceTable {
  device_id: string
  instance: string
  first_at: Instant
  last_at: Instant
  /** Whether it was heard of again after another one was. */
  returned: Generated<boolean>
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
