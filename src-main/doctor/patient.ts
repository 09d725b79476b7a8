import { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { type CertificateRow, certificateRepository, nameOf, namesOf } from '../certificates/certificate.repository.ts'
import { type RunRow, runRepository } from '../certificates/run.repository.ts'
import { type VersionRow, versionRepository } from '../certificates/version.repository.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { CertificateSight } from './certificate.policy.ts'
import type { RecordedFailure } from './explain.policy.ts'
import { authorityRecords } from './records.repository.ts'

/** A certificate as the doctor sees it: one on record, or one that is planned. */
export interface KnownCertificate {
  /** Undefined: planned. */
  row: CertificateRow | undefined
  /** The version in use, else the newest issued. */
  version: VersionRow | undefined
  names: string[]
  proof: ProofMethod
  /** Where it is ordered, the first first. */
  directories: string[]
  /** How it stands; undefined for a planned one. */
  sight: CertificateSight | undefined
}

export interface Patient {
  certificates: KnownCertificate[]
  /** `ended`: by a person, for good. */
  accounts: { directory: string; url: string | undefined; ended: boolean }[]
  failures: RecordedFailure[]
}

/** Reads what is on record of certificates, accounts and failures. */
export async function readPatient(db: Kysely<AgentTables>): Promise<Patient> {
  const [rows, accounts, standings] = [
    await certificateRepository(db).list(),
    await knownAccounts(db),
    await authorityRecords(db).standings(),
  ]
  const certificates: KnownCertificate[] = []
  const failures: RecordedFailure[] = []
  for (const row of rows) {
    const versions = versionRepository(db)
    const version = row.current_version === null ? await versions.latestIssued(row.id) : await versions.find(row.id, row.current_version)
    const failure = failureOf(row, await runRepository(db).lastOf(row.id))
    const standing = standings.find(({ directory_url, failure_code }) => directory_url === row.directory_url && failure_code !== null)
    certificates.push({
      row,
      version,
      names: namesOf(row),
      proof: ProofMethod.parse(JSON.parse(row.proof)),
      directories: [row.directory_url, ...(JSON.parse(row.fallback_directories) as string[])],
      sight: {
        name: nameOf(row),
        notBefore: version?.not_before ?? undefined,
        notAfter: version?.not_after ?? undefined,
        renewalAt: row.renewal_at ?? undefined,
        failure,
        failedTries: row.failed_tries,
        nextAttemptAt: row.next_attempt_at ?? undefined,
        standing: standing?.failure_code
          ? {
              directory: standing.directory_url,
              code: standing.failure_code,
              data: dataOf(standing.failure_data),
              retryAt: standing.retry_at ?? undefined,
            }
          : undefined,
      },
    })
    if (failure) {
      const { code, data, at } = failure
      const when = { at: toTimestamp(at), nextAttemptAt: timestampOrNull(row.next_attempt_at) }
      failures.push({ certificateId: row.id, name: nameOf(row), code, data, sentence: sentenceOf(code, data), ...when })
    }
  }
  return { certificates, accounts, failures }
}

/** The accounts that this device has of its own, as far as is known without asking. */
export async function knownAccounts(db: Kysely<AgentTables>): Promise<Patient['accounts']> {
  return (await authorityRecords(db).accounts()).map(({ directory_url, account_url, status }) => ({
    directory: directory_url,
    url: account_url ?? undefined,
    ended: status === 'deactivated',
  }))
}

/** The last run’s failure, as long as no later run succeeded and no other choice has made it void. */
function failureOf(row: CertificateRow, run: RunRow | undefined): CertificateSight['failure'] {
  if (run?.status !== 'failed' || run.failure_code === null || run.ended_at === null || row.failed_tries === 0) return undefined
  return { code: run.failure_code, data: dataOf(run.failure_data), at: run.ended_at }
}

function dataOf(text: string | null): RefusalData {
  return JSON.parse(text ?? '{}') as RefusalData
}
