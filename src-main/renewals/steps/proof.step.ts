import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { chainOf } from '../../certificates/bundle.ts'
import { certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { copyKept } from '../../certificates/copy-kept.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import type { DeployTarget } from '../../deploy-targets/target.port.ts'
import { provesKey } from '../../stores/key-proof.adapter.ts'
import { forgetDeleted } from '../../system/database/forget-deleted.adapter.ts'
import { saveConsumer } from '../consumer-record.ts'
import { giveBack } from '../give-back.ts'
import { keyHolders } from '../key-holders.policy.ts'
import { makeCurrent, makeCurrentInTime } from '../make-current.ts'
import { proveTarget } from '../prove-target.ts'
import { issuedVersion, type RunContext, type Step, type StepEntry } from '../run-context.ts'

/**
 * Connects to every program as any client would. Only what was seen being served counts as verified; a program that
 * does not show the new certificate gets its previous one back, and the others stay with the new one.
 */
export const proofStep: Step = {
  name: 'proof',
  tellsPrograms: true,
  async work(context) {
    const { certificate, clock, run, store } = context
    const targets = await context.targetsFor(certificate, run.number)
    const version = issuedVersion(context)
    let isProven = false
    let failure: Refusal | undefined
    for (const target of targets) {
      const untold = await whyUntold(context, target)
      failure ??= untold
      if (untold) continue
      try {
        await proveTarget(context, version, target)
        isProven = true
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failure ??= error
        await saveConsumer(context, target, { failure: error })
        await giveBack(context, run.number, target)
      }
    }
    if (failure) await (isProven ? makeCurrent : makeCurrentInTime)(context)
    if (failure) throw failure
    const verified_at = targets.length > 0 ? clock.now() : null
    if (version.key_custody !== 'elsewhere') await store.makeCurrent(nameOf(certificate), version.thumbprint)
    const isToGo = certificate.exportable === 0 && version.sealed_key !== null
    const holders = isToGo ? keyHolders(store, targets) : []
    // From now on the installed copy is the only one.
    const { certificatePem, name } = chainOf(certificate, version)
    const destroys = isToGo && holders.length === 0 && (await provesKey(store, name, certificatePem))
    return {
      async save(tx) {
        await versionRepository(tx).update(certificate.id, run.number, { verified_at })
        if (destroys) await versionRepository(tx).destroyKey(certificate.id, run.number)
        await certificateRepository(tx).recordSuccess(certificate, run.number)
      },
      audit: [
        ...(targets.length > 0 ? [verified(context)] : []),
        ...(destroys ? [destroyed(run.number)] : []),
        ...(holders.length > 0 ? [{ action: 'key-copy-kept' as const, detail: copyKept(name, run.number, holders) }] : []),
      ],
      afterwards: async () => (destroys ? forgetDeleted(context.db) : undefined),
    }
  },
}

function verified(context: RunContext): StepEntry {
  const detail = { name: nameOf(context.certificate), thumbprint: issuedVersion(context).thumbprint }
  return { action: 'certificate-verified', detail }
}

function destroyed(version: number): StepEntry {
  return { action: 'key-destroyed', detail: { version } }
}

/** One that could not be told a moment ago was given back what it had: it is told again by the next run, not by this one. */
async function whyUntold({ certificate, db, run }: RunContext, target: DeployTarget): Promise<Refusal | undefined> {
  const told = (await versionRepository(db).consumers(certificate.id, run.number)).find((each) => each.target === target.id)
  if (told?.failure_code == null || told.failed_at === null || told.failed_at < run.started_at) return undefined
  return new Refusal(told.failure_code, JSON.parse(told.failure_data ?? '{}') as Refusal['data'])
}
