import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import type { DeployTarget } from '../../deploy-targets/target.port.ts'
import { saveConsumer } from '../consumer-record.ts'
import { ensureBound } from '../ensure-bound.ts'
import { giveBack } from '../give-back.ts'
import { makeCurrentInTime } from '../make-current.ts'
import { issuedVersion, type Step } from '../run-context.ts'

/**
 * Tells every program to use the certificate. One that cannot be told keeps its previous one and does not hold up the others: they
 * are proven before the run fails by it. Where none could be told there is nothing to prove.
 */
export const programsStep: Step = {
  name: 'programs',
  tellsPrograms: true,
  async work(context) {
    const { certificate, clock, run } = context
    const targets = await context.targetsFor(certificate, run.number)
    const version = issuedVersion(context)
    const told: DeployTarget[] = []
    let failure: Refusal | undefined
    for (const target of targets) {
      try {
        await ensureBound(context, certificate, version, target)
        await saveConsumer(context, target, { bound_at: clock.now() })
        told.push(target)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failure ??= error
        await saveConsumer(context, target, { failure: error })
        await giveBack(context, run.number, target)
      }
    }
    if (failure && told.length === 0) {
      await makeCurrentInTime(context)
      throw failure
    }
    return {
      save: (tx) =>
        versionRepository(tx).update(certificate.id, run.number, { bound_at: told.length > 0 && !failure ? clock.now() : null }),
      ...(told.length > 0 && {
        audit: { action: 'certificate-bound' as const, detail: { programs: told.map((target) => target.label).join(', ') } },
      }),
    }
  },
}
