import type { Kysely } from 'kysely'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Thumbprint } from '../stores/store.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { OwnVersion } from './certificate-use.ts'

/**
 * The version with this thumbprint. Brought in twice, it may be one of a certificate that was forgotten as well: what is managed
 * counts.
 */
export async function ownVersion(db: Kysely<AgentTables>, thumbprint: Thumbprint): Promise<OwnVersion | undefined> {
  const found: OwnVersion[] = []
  for (const version of await versionRepository(db).withThumbprint(thumbprint)) {
    const certificate = await certificateRepository(db).find(version.certificate_id)
    if (certificate && isIssued(version)) found.push(asOwn(certificate, version))
  }
  return found.find(({ isForgotten }) => !isForgotten) ?? found[0]
}

function asOwn(certificate: CertificateRow, { not_after, number }: { not_after: number; number: number }): OwnVersion {
  return {
    certificateId: certificate.id,
    name: nameOf(certificate),
    version: number,
    inUse: certificate.current_version,
    isForgotten: certificate.retired_at !== null,
    isRenewed: certificate.auto_renewal === 1,
    notAfter: not_after,
  }
}
