import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { CertificateRow } from './certificate.repository.ts'
import { hasSameKey } from './key-choice.policy.ts'
import { wantsReplacement } from './revoked.policy.ts'
import { type IssuedVersion, isIssued, versionRepository } from './version.repository.ts'

/** Whether the certificate is replaced at once when this version of it is revoked. */
export async function isReplacedWhenRevoked(
  db: Kysely<AgentTables>,
  certificate: CertificateRow,
  version: IssuedVersion,
  reason: RevocationReason,
): Promise<boolean> {
  return wantsReplacement(certificate, { revocation_reason: reason }) && (await strikesTheOneInUse(db, certificate, version, reason))
}

/** Whether what is in use must not be trusted any more: it was revoked itself, or it has the same exposed key. */
async function strikesTheOneInUse(
  db: Kysely<AgentTables>,
  certificate: CertificateRow,
  version: IssuedVersion,
  reason: RevocationReason,
): Promise<boolean> {
  if (certificate.current_version === null || certificate.current_version === version.number) return certificate.current_version !== null
  const inUse = await versionRepository(db).find(certificate.id, certificate.current_version)
  return reason === 'keyCompromise' && isIssued(inUse) && hasSameKey(inUse.chain_pem, version.chain_pem)
}
