import { setTimeout } from 'node:timers/promises'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Probe, Proof } from '../monitoring/probe.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { saveConsumer } from './consumer-record.ts'
import { ensureBound } from './ensure-bound.ts'
import type { RunContext } from './run-context.ts'

type Needs = Pick<RunContext, 'db' | 'clock' | 'secrets' | 'store' | 'probe' | 'certificate'> & { run: { number: number } }

/** Who looks, and for which certificate. */
interface Seeing {
  certificate: CertificateRow
  probe: Probe
}

/**
 * Sees one program serve the version, and records that. It is told again first where it has forgotten: one that lived in
 * a process that was killed since has. Refuses with TARGET_* or PROOF_*; what failed is the caller's to record.
 */
export async function proveTarget(needs: Needs, version: IssuedVersion, target: DeployTarget): Promise<void> {
  const { certificate, clock } = needs
  const wasTold = await ensureBound(needs, certificate, version, target)
  // Nobody connects to a file: that its own content says so was read just now.
  const trust = target.seenBy === 'reading-back' ? null : (await seeSettled(needs, version, target)).trust
  await saveConsumer(needs, target, { ...(wasTold && { bound_at: clock.now() }), verified_at: clock.now(), trust })
}

/** The same as seeServed, for as long as a program may take that reloads by itself. */
export async function seeSettled(needs: Seeing, version: IssuedVersion, target: DeployTarget): Promise<Proof> {
  for (let [waited, pause] = [0, 100]; ; waited += pause, pause *= 2) {
    try {
      return await seeServed(needs, version, target)
    } catch (error) {
      const isSettling = isRefusal(error, 'PROOF_NOT_REACHED', 'PROOF_WRONG_CERTIFICATE')
      if (!isSettling || waited + pause > (target.settlesWithin ?? 0)) throw error
      await setTimeout(pause)
    }
  }
}

/** Connects by the certificate's name, as any client would. Refuses with PROOF_*. */
export async function seeServed(
  { certificate, probe }: Seeing,
  version: IssuedVersion,
  target: Pick<DeployTarget, 'address' | 'label'>,
): Promise<Proof> {
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
