import type { AuditAction, AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import type { RunStep } from '@mylzip/shared/domain/run-steps.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CertificateAuthorities, CertificateAuthority, IssuedFacts, Keys } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateRow } from '../certificates/certificate.repository.ts'
import type { RunRow } from '../certificates/run.repository.ts'
import { type IssuedVersion, isIssued, type VersionRow } from '../certificates/version.repository.ts'
import type { Solvers } from '../challenges/challenge.port.ts'
import type { PermitAccount } from '../challenges/permitted-accounts.service.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Limits } from '../limits/limits.service.ts'
import type { AskSlot } from '../limits/order-slots.service.ts'
import type { Probe } from '../monitoring/probe.port.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import type { ProgramTurns } from './program-turns.ts'

/** What the steps of a run work with. */
export interface RunTools {
  db: Kysely<AgentTables>
  clock: Clock
  secrets: Secrets
  keys: Keys
  authorities: CertificateAuthorities
  limits: Limits
  /** Asks for room in limits that are shared with other devices; undefined where there are none. */
  askSlot?: AskSlot | undefined
  /** The directory by which an authority lets proofs be tried out, where one is known. */
  stagingOf(directoryUrl: string): Promise<string | undefined>
  log: Log
  audit: Pick<AuditService, 'record' | 'recordAlone' | 'announce'>
  readIssued(certificatePem: string): Promise<IssuedFacts>
  /** How the certificate's names are proven. */
  solversFor(certificate: CertificateRow): Promise<Solvers>
  permitAccount: PermitAccount
  /** Refuses with DISK_FULL or DATA_FOLDER_UNWRITABLE where what a run brings could not be saved. */
  assertRoom(): Promise<void>
  store: CertificateStore
  /** The programs of this device that are to present that version; none for a certificate that is kept for use elsewhere. */
  targetsFor(certificate: CertificateRow, number: number): Promise<DeployTarget[]>
  probe: Probe
  turns: ProgramTurns
}

/** As it stands when a step begins: read anew each time, so that a step sees what the one before recorded. */
export interface RunContext extends RunTools {
  run: RunRow
  certificate: CertificateRow
  version: VersionRow | undefined
  /** The authority of this run's order, and its directory. */
  authority: CertificateAuthority
  directoryUrl: string
  /** Whether the step was begun before, by a process that was killed or a try that failed. */
  begunBefore: boolean
}

/** What a step brought, to be written in the same transaction as the mark that it is done. */
export interface StepOutcome {
  save(tx: Transaction<AgentTables>): Promise<void>
  audit?: StepEntry | StepEntry[]
  /** What follows once that is committed, and must not undo it. */
  afterwards?(): Promise<void>
}

export interface StepEntry {
  action: AuditAction
  detail: AuditDetail
}

export interface Step {
  name: RunStep
  /** Whether it waits until nobody else tells programs of the certificate. */
  tellsPrograms?: true
  /** Touches the world; must do no harm when it is done again after a crash. */
  work(context: RunContext): Promise<StepOutcome>
}

/** The version this run makes. Every step after `key` has one; a run without it is a defect, not a refusal. */
export function knownVersion({ version, run }: RunContext): VersionRow {
  if (!version) throw new Error(`run ${run.id} has no version ${run.number}`)
  return version
}

export function issuedVersion(context: RunContext): IssuedVersion {
  const version = knownVersion(context)
  if (!isIssued(version)) throw new Error(`run ${context.run.id} has no certificate yet`)
  return version
}
