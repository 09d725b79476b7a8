import { openKey } from '../../certificates/bundle.ts'
import { namesOf } from '../../certificates/certificate.repository.ts'
import { tpmKey } from '../../certificates/tpm-key.ts'
import type { VersionRow } from '../../certificates/version.repository.ts'
import type { RunContext } from '../run-context.ts'

/** The certificate request of a version: signed by its sealed key, or in the TPM, or brought along as it is. */
export async function requestOf({ certificate, keys, secrets, store }: RunContext, version: VersionRow): Promise<Uint8Array> {
  if (certificate.csr !== null) return certificate.csr
  const names = namesOf(certificate)
  if (version.key_custody === 'tpm') return keys.csrBy(await tpmKey(store, certificate, version), names)
  return keys.csr(await openKey(secrets, version), names)
}
