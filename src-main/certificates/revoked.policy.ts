import type { CertificateRow } from './certificate.repository.ts'
import type { VersionRow } from './version.repository.ts'

/**
 * Whether a revoked version is to be replaced at once. A name that is not used any more needs no other certificate; an
 * exposed key that lies elsewhere needs another request first.
 */
export function wantsReplacement(
  { csr }: Pick<CertificateRow, 'csr'>,
  { revocation_reason: reason }: Pick<VersionRow, 'revocation_reason'>,
) {
  return reason !== null && reason !== 'cessationOfOperation' && !(reason === 'keyCompromise' && csr !== null)
}
