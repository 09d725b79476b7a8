import type { CertificateKind } from '@mylzip/shared/domain/certificate-kinds.ts'
import type { KeyCustody, KeyUse } from '@mylzip/shared/domain/key-choices.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ReportedState } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { RunReason, RunStep } from '@mylzip/shared/domain/run-steps.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Generated } from 'kysely'
import type { ConsumerTable, LocalTokenTable, ProxyTable, TargetTable } from './program-tables.ts'

/** The agent's tables as Kysely sees them. Moments are milliseconds (Instant), lists and facts are JSON text, keys are sealed. */
export interface AgentTables {
  device: DeviceTable
  settings: { key: string; value: string }
  acme_accounts: AcmeAccountTable
  authorities: AuthorityTable
  authority_roots: AuthorityRootsTable
  authority_standing: AuthorityStandingTable
  name_limits: NameLimitTable
  issuance_ledger: IssuanceLedgerTable
  dns_servers: DnsServerTable
  proxy: ProxyTable
  published_answers: PublishedAnswerTable
  certificates: CertificateTable
  certificate_versions: CertificateVersionTable
  consumers: ConsumerTable
  targets: TargetTable
  local_tokens: LocalTokenTable
  runs: RunTable
  run_steps: RunStepTable
  audit_log: AuditLogTable
  audit_heads: AuditHeadTable
  outbox: OutboxTable
  commands: CommandTable
}

/** One row at most: who this device is. The key is made before enrolment, so a repeated try enrols the same device. */
export interface DeviceTable {
  id: 1
  sealed_key: Uint8Array
  public_key: string
  device_id: string | null
  name: string | null
  team: string | null
  cloud_url: string | null
  audience: string | null
  enrolled_at: Instant | null
  /** The key of a change that the cloud may have heard of: it becomes the device's once it has answered. */
  sealed_next_key: Uint8Array | null
  /** Null: since it was enrolled. */
  key_since: Instant | null
  /** JSON: its names in further zones, and the `name` they go with. */
  more_names: Generated<string>
}

export interface AcmeAccountTable {
  directory_url: string
  /** Sealed before the account is registered, so that a crash in between registers the same account again. */
  sealed_key: Uint8Array
  account_url: string | null
  created_at: Instant
  /** External account binding (RFC 8555 §7.3.4), for authorities that want an account made with them beforehand. */
  eab_kid: string | null
  sealed_eab_key: Uint8Array | null
  /** JSON array of `mailto:` addresses. */
  contact: Generated<string>
  status: Generated<'valid' | 'deactivated'>
  /** The key of a roll-over that may not have reached the authority: after a crash either of the two is the account's. */
  sealed_next_key: Uint8Array | null
}

/** Authorities the person has named, in the order they are tried. */
export interface AuthorityTable {
  directory_url: string
  label: string
  /** Where a failed proof is rehearsed before it is tried again. */
  staging_directory_url: string | null
  position: number
}

/** What an authority's last failure says of the next try there, whichever certificate it is for. */
export interface AuthorityStandingTable {
  directory_url: string
  failures: number
  retry_at: Instant
  failure_code: RefusalCode
  failure_data: string
  at: Instant
}

/** What was asked of each authority, for reckoning its limits before it does. */
export interface IssuanceLedgerTable {
  id: Generated<number>
  directory_url: string
  kind: 'order' | 'certificate' | 'failed-authorization'
  at: Instant
  /** The sorted names, for limits of the same set. */
  name_set: string | null
  /** JSON array of registrable domains (Public Suffix List). */
  domains: string | null
  /** The name whose proof failed. */
  name: string | null
  /** 1: the authority does not count it, so it is not held against its limits. */
  exempt: Generated<0 | 1>
}

export interface DnsServerTable {
  url: string
  sealed_key: Uint8Array
  created_at: Instant
}

/** Written before an answer is published and removed once it is taken away: what a crash leaves is known. */
export interface PublishedAnswerTable {
  certificate_id: string
  /** ProofMethod as JSON: by it the solver is found again. */
  proof: string
  type: string
  /** ChallengeTask as JSON; nothing in it is a secret. */
  task: string
  published_at: Instant
}

export interface CertificateTable {
  id: string
  names: string
  directory_url: string
  profile: string | null
  key_type: KeyType
  kind: Generated<CertificateKind>
  /** JSON array of directories, tried in order when the one before cannot issue. */
  fallback_directories: Generated<string>
  /** JSON: ProofMethod. */
  proof: Generated<string>
  key_use: Generated<KeyUse>
  /** 0: the sealed copy of the key is destroyed once the installed one was seen to work. */
  exportable: Generated<0 | 1>
  /** Common name of the root or issuer to prefer among alternate chains (RFC 8555 §7.4.2). */
  preferred_chain: string | null
  /** PKCS#10, DER, made elsewhere together with its key; null: made here anew for each version. */
  csr: Uint8Array | null
  created_at: Instant
  /** The version in use; null until the first was installed. */
  current_version: number | null
  renewal_at: Instant | null
  renewal_reason: 'ari-window' | 'age' | 'emergency' | null
  /** The ARI window and the moment drawn in it; a changed window draws anew. */
  window_start: Instant | null
  window_end: Instant | null
  window_drawn_at: Instant | null
  window_ask_again_at: Instant | null
  failed_tries: Generated<number>
  next_attempt_at: Instant | null
  /** Set when the device got another name: kept for the record, neither served nor renewed. */
  retired_at: Instant | null
  /** 0: renewed only when somebody asks for it. */
  auto_renewal: Generated<0 | 1>
  /** JSON: what was chosen here of all that the organisation has set since, by column; null: it has set nothing. */
  own_choices: string | null
}

export interface CertificateVersionTable {
  certificate_id: string
  number: number
  /** The authority its order was placed at, and the key it was made with: the certificate's own may have been chosen anew since. */
  directory_url: string
  key_type: KeyType
  /** Null unless key_custody is `sealed`. */
  sealed_key: Uint8Array | null
  key_custody: Generated<KeyCustody>
  /** PEM, leaf first; null until issued. */
  chain_pem: string | null
  serial: string | null
  thumbprint: string | null
  issuer: string | null
  ari_id: string | null
  not_before: Instant | null
  not_after: Instant | null
  store_kind: string | null
  store_location: string | null
  /** Where the store says that it is; of one in the TPM its name there, from when it was made on (certificates/tpm-key.ts). */
  key_location: string | null
  issued_at: Instant | null
  installed_at: Instant | null
  bound_at: Instant | null
  verified_at: Instant | null
  revoked_at: Instant | null
  /** RFC 5280 §5.3.1, as its name there. */
  revocation_reason: string | null
  /** The client it was taken over from, and where from. */
  adopted_from: string | null
}

export interface RunTable {
  id: string
  certificate_id: string
  /** The version this run makes. */
  number: number
  reason: RunReason
  status: 'running' | 'succeeded' | 'failed'
  order_url: string | null
  /** The authority of this run's order; null: the certificate's first. */
  directory_url: string | null
  /** The order at the authority's staging directory by which a proof that failed before is rehearsed. */
  rehearsal_order_url: string | null
  rehearsed_at: Instant | null
  acme_requests: Generated<number>
  started_at: Instant
  ended_at: Instant | null
  failure_code: RefusalCode | null
  failure_data: string | null
}

export interface RunStepTable {
  run_id: string
  step: RunStep
  status: 'running' | 'done' | 'failed'
  started_at: Instant
  ended_at: Instant | null
}

export interface AuditLogTable {
  seq: number
  at: Instant
  actor: string
  action: string
  subject: string
  detail: string
  previous_hash: string
  hash: string
}

/** The heads this device signed; the newest also goes to the cloud. */
export interface AuditHeadTable {
  seq: number
  hash: string
  at: Instant
  signature: string
}

/** Roots (PEM, one after the other) that this authority alone is trusted by, beside the machine's own. */
export interface AuthorityRootsTable {
  directory_url: string
  roots: string
  added_at: Instant
}

/** A limit that an authority named for exactly these names; others may be ordered there meanwhile. */
export interface NameLimitTable {
  directory_url: string
  /** In small letters, in order, with spaces between. */
  name_set: string
  /** JSON, the facts of ACME_RATE_LIMITED. */
  failure_data: string
  at: Instant
  retry_at: Instant
}

/** What the cloud is still to be told, in order. Kept until it has answered. */
export interface OutboxTable {
  id: string
  kind: 'report' | 'audit-head'
  payload: string
  created_at: Instant
}

/** What this device was told to do. Written down before the cloud hears that it has arrived, and kept. */
export interface CommandTable {
  /** The cloud's operation. */
  id: string
  seq: number
  /** As it came: this version may not know it. */
  command: string
  state: ReportedState
  /** What the cloud has heard of it; null: nothing yet. */
  told_state: ReportedState | null
  /** What it was found to mean when it was begun: after a crash it means the same. */
  certificate_id: string | null
  version: number | null
  run_id: string | null
  /** JSON. */
  result: string | null
  failure: string | null
  received_at: Instant
  ended_at: Instant | null
}
