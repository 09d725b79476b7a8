import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import type { DeployTarget } from '../../deploy-targets/target.port.ts'
import { saveConsumer } from '../consumer-record.ts'
import { ensureBound } from '../ensure-bound.ts'
import { proveTarget } from '../prove-target.ts'
import { issuedVersion, type RunContext, type Step } from '../run-context.ts'

/**
 * Connects to every program as any client would. Only what was seen being served counts as verified; a program that
 * does not show the new certificate gets its previous one back.
 */
export const proofStep: Step = {
  name: 'proof',
  async work(context) {
    const { certificate, clock, run, store } = context
    const targets = context.targetsFor(certificate)
    const version = issuedVersion(context)
    const failures: Refusal[] = []
    for (const target of targets) {
      try {
        await proveTarget(context, version, target)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failures.push(error)
        await saveConsumer(context, target, { failure: error })
        await giveBack(context, target)
      }
    }
    if (failures[0]) throw failures[0]
    const verified_at = targets.length > 0 ? clock.now() : null
    await store.makeCurrent(version.thumbprint)
    return {
      async save(tx) {
        await versionRepository(tx).update(certificate.id, run.number, { verified_at })
        await certificateRepository(tx).recordSuccess(certificate, run.number)
      },
      ...(targets.length > 0 && {
        audit: { action: 'certificate-verified' as const, detail: { name: nameOf(certificate), thumbprint: version.thumbprint } },
      }),
    }
  },
}

/** Rolls one program back to the version in use before, where there is one that is still valid. */
async function giveBack({ certificate, clock, db, run, secrets }: RunContext, target: DeployTarget): Promise<void> {
  const number = certificate.current_version
  if (number === null || number === run.number) return
  const previous = await versionRepository(db).find(certificate.id, number)
  if (!isIssued(previous) || previous.not_after <= clock.now()) return
  await ensureBound(secrets, certificate, previous, target)
}
