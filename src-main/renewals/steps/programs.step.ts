import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { saveConsumer } from '../consumer-record.ts'
import { ensureBound } from '../ensure-bound.ts'
import { issuedVersion, type Step } from '../run-context.ts'

/** Tells every program to use the certificate. One that cannot be told keeps its previous one and does not hold up the others. */
export const programsStep: Step = {
  name: 'programs',
  async work(context) {
    const { certificate, clock, run } = context
    const targets = context.targetsFor(certificate)
    const version = issuedVersion(context)
    const failures: Refusal[] = []
    for (const target of targets) {
      try {
        await ensureBound(context, certificate, version, target)
        await saveConsumer(context, target, { bound_at: clock.now() })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failures.push(error)
        await saveConsumer(context, target, { failure: error })
      }
    }
    if (failures[0]) throw failures[0]
    return {
      save: (tx) => versionRepository(tx).update(certificate.id, run.number, { bound_at: targets.length > 0 ? clock.now() : null }),
      ...(targets.length > 0 && {
        audit: { action: 'certificate-bound' as const, detail: { programs: targets.map((target) => target.label).join(', ') } },
      }),
    }
  },
}
