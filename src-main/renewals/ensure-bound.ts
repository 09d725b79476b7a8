import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { chainOf, type KeyPlaces, openBundle } from '../certificates/bundle.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'

/** Makes the program present this version, unless it does. A program that lives in this process forgets it when the process ends. */
export async function ensureBound(
  places: KeyPlaces,
  certificate: CertificateRow,
  version: IssuedVersion,
  target: DeployTarget,
): Promise<void> {
  if ((await target.bound()) === version.thumbprint) return
  if (target.bindStored) return target.bindStored(chainOf(certificate, version), version.thumbprint)
  const bundle = await openBundle(places, certificate, version).catch((error: unknown) => {
    if (!isRefusal(error, 'KEY_NOT_EXPORTABLE')) throw error
    throw new Refusal(
      version.key_custody === 'tpm' ? 'KEY_HELD_BY_TPM' : 'KEY_HELD_BY_STORE',
      { name: nameOf(certificate), target: target.label },
      { cause: error },
    )
  })
  await target.bind(bundle, version.thumbprint)
}
