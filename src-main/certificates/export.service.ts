import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ExportedFile, ExportInput } from '@mylzip/shared/operations/custody.ts'
import type { Kysely } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { RandomBytes } from '../system/random.port.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { openKey } from './bundle.ts'
import { type CertificateRow, nameOf } from './certificate.repository.ts'
import { exportBundle, holdsKey } from './export/export-bundle.ts'
import { oneTimePassword } from './export/one-time-password.policy.ts'
import { findIssued, findManaged } from './find-issued.ts'
import type { IssuedVersion } from './version.repository.ts'

export interface ExportNeeds {
  db: Kysely<AgentTables>
  secrets: Secrets
  audit: Pick<AuditService, 'recordAlone'>
  randomBytes: RandomBytes
}

/**
 * Hands certificates out. The key comes from the sealed copy alone: one that is not to be exported stays where it was
 * installed, though the store would give it. What leaves is recorded before it leaves.
 */
export function createExport({ db, secrets, audit, randomBytes }: ExportNeeds) {
  return async (wanted: ExportInput): Promise<ExportedFile> => {
    const { certificateId, format } = wanted
    const oneTime = wanted.oneTimePassword && holdsKey(format) ? oneTimePassword(randomBytes) : null
    const password = oneTime ?? wanted.password
    const certificate = await findManaged(db, certificateId)
    const version = await findIssued(db, certificate, wanted.version)
    const name = nameOf(certificate)
    const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
    const privateKeyPem = holdsKey(format) ? await exportableKey(secrets, certificate, version) : undefined
    const { bytes, fileName, mediaType } = await exportBundle(
      { name, certificatePem, chainPem, privateKeyPem },
      { ...wanted, password },
      randomBytes,
    )
    const key = privateKeyPem === undefined ? 'none' : password ? 'locked' : 'open'
    await audit.recordAlone({
      actor: 'person',
      action: 'certificate-exported',
      subject: name,
      detail: { format, key, version: version.number, serial: version.serial },
    })
    return { content: Buffer.from(bytes).toString('base64'), fileName, mediaType, oneTimePassword: oneTime }
  }
}

async function exportableKey(secrets: Secrets, certificate: CertificateRow, version: IssuedVersion): Promise<string> {
  // Between the order and the proof the sealed copy is still there.
  if (certificate.exportable === 0 && version.key_custody === 'sealed')
    throw new Refusal('KEY_NOT_EXPORTABLE', { name: nameOf(certificate) })
  return openKey(secrets, version)
}
