import type { CertificateRow } from './certificate.repository.ts'

/**
 * Whether programs of this device present the certificate. One that none presents is done once it lies in the store:
 * there is nothing that could be seen serving it.
 */
export function isServedHere({ kind }: Pick<CertificateRow, 'kind'>): boolean {
  return kind === 'device'
}
