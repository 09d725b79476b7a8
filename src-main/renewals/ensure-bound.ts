import { type KeyPlaces, openBundle } from '../certificates/bundle.ts'
import type { CertificateRow } from '../certificates/certificate.repository.ts'
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
  await target.bind(await openBundle(places, certificate, version), version.thumbprint)
}
