import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import { type CertificateRow, certificateRepository, nameOf } from './certificate.repository.ts'
import { type IssuedVersion, isIssued, versionRepository } from './version.repository.ts'

/** Refuses with CERTIFICATE_NOT_FOUND; one that was forgotten is not found any more. */
export async function findManaged(db: Kysely<AgentTables>, certificateId: string): Promise<CertificateRow> {
  const certificate = await certificateRepository(db).find(certificateId)
  if (!certificate || certificate.retired_at !== null) throw new Refusal('CERTIFICATE_NOT_FOUND', { certificateId })
  return certificate
}

/** The version named, or the one in use, or the newest. Refuses with CERTIFICATE_NOT_ISSUED. */
export async function findIssued(db: Kysely<AgentTables>, certificate: CertificateRow, named: number | undefined): Promise<IssuedVersion> {
  const number = named ?? certificate.current_version
  const versions = versionRepository(db)
  const version = number === null ? await versions.latestIssued(certificate.id) : await versions.find(certificate.id, number)
  if (isIssued(version)) return version
  throw new Refusal('CERTIFICATE_NOT_ISSUED', { name: nameOf(certificate), version: number ?? 1 })
}
