import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Probe } from '../monitoring/probe.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'

/** Handshakes with one program by the certificate's name. Refuses with PROOF_* codes. */
export async function proveTarget(
  { certificate, probe }: { certificate: CertificateRow; probe: Probe },
  version: IssuedVersion,
  target: DeployTarget,
) {
  const address = target.address()
  if (!address) throw new Refusal('PROOF_NOT_REACHED', { target: target.label, address: '', reason: 'it is not listening' })
  return probe.prove({
    ...address,
    name: nameOf(certificate),
    expected: version.thumbprint,
    issuersPem: splitCertificates(version.chain_pem).slice(1),
    label: target.label,
  })
}
