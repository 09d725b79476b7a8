import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateRow } from './certificate.repository.ts'
import type { VersionRow } from './version.repository.ts'

/**
 * Whether programs of this device present the certificate. One that none presents is done once it lies in the store:
 * there is nothing that could be seen serving it.
 */
export function isServedHere({ kind }: Pick<CertificateRow, 'kind'>): boolean {
  return kind === 'device'
}

type Progress = Pick<VersionRow, 'key_custody' | 'issued_at' | 'installed_at' | 'verified_at'>

/** When the version got where it is meant to be: seen served, in the store, or (its key being elsewhere) at hand for whoever has the key. */
export function inPlaceAt(certificate: Pick<CertificateRow, 'kind'>, version: Progress): Instant | null {
  if (isServedHere(certificate)) return version.verified_at
  return version.key_custody === 'elsewhere' ? version.issued_at : version.installed_at
}
