import type { FleetPolicy } from '@mylzip/shared/domain/fleet-rules.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType } from 'kysely'

export interface LabelTables {
  slug_looks: SlugLookTable
  device_label_looks: DeviceLabelLookTable
  device_names: DeviceNameTable
  fleet_policies: FleetPolicyTable
}

/** How a team’s label looks (label-looks.policy.ts). Kept for good. */
export interface SlugLookTable {
  look: string
  slug: string
}

/** The same of devices’ labels, within their team; after a device’s release too. */
export interface DeviceLabelLookTable {
  team_id: string
  look: string
  label: string
}

/** A device’s names beside its first one, which is in `devices`: the same label and team in another zone. */
export interface DeviceNameTable {
  name_key: string
  name: string
  zone: string
  device_id: string
  added_at: Instant
}

/** What a team wants of its devices; the newest version is in force, the others are kept. */
export interface FleetPolicyTable {
  team_id: string
  /** From 1, without a gap. */
  version: number
  document: ColumnType<FleetPolicy, string, never>
  actor_kind: 'person' | 'api-token'
  actor_id: string | null
  created_at: Instant
}
