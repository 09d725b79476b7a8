import type { CommandOrder, CommandReport } from '@mylzip/shared/cloud-api/commands.ts'
import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import type { OperationState } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ColumnType, Generated } from 'kysely'

export interface SslTables {
  operations: OperationTable
  command_log: CommandLogTable
  idempotency_keys: IdempotencyKeyTable
  device_states: DeviceStateTable
  device_certificates: DeviceCertificateTable
  cloud_acme_accounts: CloudAcmeAccountTable
}

type Json<Value> = ColumnType<Value, string, string>

/** Something that a device, or the cloud in its place, was told to do. */
export interface OperationTable {
  id: string
  team_id: string
  device_id: string
  /** From 1 for each device, in the order of commits: whoever knows one number has missed nothing before it. */
  seq: number
  carried_out_by: 'device' | 'cloud'
  kind: CommandOrder['kind']
  command: ColumnType<CommandOrder, string, never>
  state: OperationState
  progress: Json<NonNullable<CommandReport['progress']> | null> | null
  result: Json<NonNullable<CommandReport['result']> | null> | null
  failure: Json<NonNullable<CommandReport['failure']> | null> | null
  actor_kind: 'person' | 'api-token'
  actor_id: string | null
  created_at: Instant
  delivered_at: Instant | null
  started_at: Instant | null
  ended_at: Instant | null
  /** What is open then is given up. */
  expires_at: Instant
  /** The cloud's own: not to be tried again before, because another instance is at it, or the last try failed. */
  not_before: Instant
}

/** One row. `id` is another since the database was restored: `seq` may come again then, with other commands. */
export interface CommandLogTable {
  one: number
  id: string
}

/** `operation_id` is what the request with this key made. */
export interface IdempotencyKeyTable {
  team_id: string
  actor_id: string
  key: string
  /** SHA-256 of the call and its input, hex. */
  request_hash: string
  operation_id: string
  expires_at: Instant
}

/** What the device last told of itself. */
export interface DeviceStateTable {
  device_id: string
  state: Json<DeviceState>
  told_at: Instant
  /** When the device is missed if it has not told of a renewal by then. */
  overdue_at: Instant | null
}

/** Certificates that devices have, as they told: what is to be revoked when one is lost. */
export interface DeviceCertificateTable {
  device_id: string
  /** SHA-256 over the DER, hex. */
  fingerprint: string
  directory_url: string
  serial: string
  names: ColumnType<string[], string, never>
  not_after: Instant
  pem: string
  told_at: Instant
  /** When the cloud had it revoked. */
  revoked_at: Instant | null
  /** Of the cloud, to have it revoked, that failed. */
  tries: Generated<number>
  next_try_at: Generated<Instant>
  /** Why the cloud has given it up. */
  refusal: Json<NonNullable<CommandReport['failure']> | null> | null
}

/** The cloud's own accounts at authorities, for revoking what lost devices have. */
export interface CloudAcmeAccountTable {
  directory_url: string
  /** A private JWK. The only kind of key the cloud holds beside those it signs its own tokens with. */
  sealed_key: string
  account_url: string | null
  created_at: Instant
}
