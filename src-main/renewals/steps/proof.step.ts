import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { chainOf } from '../../certificates/bundle.ts'
import { certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { copyKept } from '../../certificates/copy-kept.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import type { DeployTarget } from '../../deploy-targets/target.port.ts'
import { provesKey } from '../../stores/key-proof.adapter.ts'
import { forgetDeleted } from '../../system/database/forget-deleted.adapter.ts'
import { saveConsumer } from '../consumer-record.ts'
import { ensureBound } from '../ensure-bound.ts'
import { keyHolders } from '../key-holders.policy.ts'
import { proveTarget } from '../prove-target.ts'
import { issuedVersion, type RunContext, type Step, type StepEntry } from '../run-context.ts'

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

/** Rolls one program back to the version in use before, where there is one that is still valid. */
async function giveBack(context: RunContext, target: DeployTarget): Promise<void> {
  const { certificate, clock, db, run } = context
  const number = certificate.current_version
  if (number === null || number === run.number) return
  const previous = await versionRepository(db).find(certificate.id, number)
  if (!isIssued(previous) || previous.not_after <= clock.now()) return
  await ensureBound(context, certificate, previous, target)
}
