import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { nameOf } from '../certificates/certificate.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Proof } from '../monitoring/probe.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { saveConsumer } from './consumer-record.ts'
import { ensureBound } from './ensure-bound.ts'
import type { RunContext } from './run-context.ts'

type Needs = Pick<RunContext, 'db' | 'clock' | 'secrets' | 'store' | 'probe' | 'certificate'> & { run: { number: number } }

/**
 * Sees one program serve the version, and records that. It is told again first where it has forgotten: one that lived in
 * a process that was killed since has. Refuses with TARGET_FAILED or PROOF_*; what failed is the caller's to record.
 */
export async function proveTarget(needs: Needs, version: IssuedVersion, target: DeployTarget): Promise<void> {
  const { certificate, clock } = needs
  await ensureBound(needs, certificate, version, target)
  const { trust } = await handshake(needs, version, target)
  await saveConsumer(needs, target, { verified_at: clock.now(), trust })
}

/** Connects by the certificate's name, as any client would. */
async function handshake({ certificate, probe }: Needs, version: IssuedVersion, target: DeployTarget): Promise<Proof> {
  const address = target.address()
  if (!address) throw new Refusal('PROOF_NOT_REACHED', { target: target.label, address: '', reason: 'it is not listening' })
  return probe.prove({
    name: nameOf(certificate),
    ...address,
    expected: version.thumbprint,
    issuersPem: splitCertificates(version.chain_pem).slice(1),
    label: target.label,
  })
}
