import { type CertificateRow, fallbackDirectoriesOf } from '../certificates/certificate.repository.ts'
import { isSameAuthority } from '../certificates/chosen-anew.policy.ts'
import type { RunRow } from '../certificates/run.repository.ts'
import type { VersionRow } from '../certificates/version.repository.ts'

/** The directories a certificate may be ordered at, in the person's order. */
export function authoritiesInOrder(certificate: CertificateRow): string[] {
  return [...new Set([certificate.directory_url, ...fallbackDirectoriesOf(certificate)])]
}

/** Where the authority that issued a version is reached now: the only one that can say when it is to be renewed. */
export function issuingDirectory(certificate: CertificateRow, { directory_url }: Pick<VersionRow, 'directory_url'>): string {
  const inOrder = authoritiesInOrder(certificate)
  if (inOrder.includes(directory_url)) return directory_url
  return inOrder.find((wanted) => isSameAuthority(wanted, directory_url)) ?? directory_url
}

/** Where the order of this run lies, or would: runs from before there were several do not say. */
export function directoryOf(run: Pick<RunRow, 'directory_url'>, version: VersionRow | undefined, certificate: CertificateRow): string {
  return run.directory_url ?? version?.directory_url ?? certificate.directory_url
}
