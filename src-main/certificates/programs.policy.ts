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

type Progress = Pick<VersionRow, 'key_custody' | 'issued_at' | 'installed_at' | 'store_location' | 'verified_at'>

/** When the version got where it is meant to be: seen served, in the store, or (its key being elsewhere) at hand for whoever has the key. */
export function inPlaceAt(certificate: Pick<CertificateRow, 'kind'>, version: Progress): Instant | null {
  if (isServedHere(certificate)) return version.verified_at
  if (version.key_custody === 'elsewhere') return version.issued_at
  return version.store_location === null ? null : version.installed_at
}
