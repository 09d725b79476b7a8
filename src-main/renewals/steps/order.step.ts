import { namesOf } from '../../certificates/certificate.repository.ts'
import { runRepository } from '../../certificates/run.repository.ts'
import { isIssued, type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import { issuingDirectory } from '../authorities-in-order.ts'
import { isPressing } from '../pressing.ts'
import { rehearse } from '../rehearsal.ts'
import type { RunContext, Step } from '../run-context.ts'

/**
 * Places the order. Its URL is recorded at once: a process killed afterwards goes on with the same order. One killed before
 * it could write that down asks the authority for the order that may lie there.
 */
export const orderStep: Step = {
  name: 'order',
  async work(context) {
    const { authority, certificate, clock, db, directoryUrl, limits, run } = context
    const { current_version } = certificate
    const inUse = current_version === null ? undefined : await versionRepository(db).find(certificate.id, current_version)
    const pressing = isPressing(certificate, inUse, clock.now())
    // Somebody waits for a first certificate, as for one that was asked for.
    await limits.refuseWhileResting(db, directoryUrl, pressing || run.reason === 'asked' || run.reason === 'first')
    const request = { names: namesOf(certificate), profile: certificate.profile ?? undefined, replaces: await replacedId(context) }
    const renewal = (await replacedVersion(context)) !== undefined
    const mayLie = await mayLieThere(context)
    // Before the account is made, because accounts are limited as well. Where time runs out nobody queues.
    if (!pressing && !mayLie) await context.askSlot?.({ directoryUrl, names: request.names, renewal, newAccount: !renewal })
    await authority.prepareAccount()
    const found = mayLie ? await authority.openOrder(request) : undefined
    const exempt = await isExempt(context)
    if (!found) {
      // Where time runs out the authority has the last word.
      if (!pressing) await limits.refuseOverQuota(db, directoryUrl, { names: request.names, replaces: exempt, renewal })
      await rehearse(context)
    }
    let replacedBefore = false
    const onReplacedBefore = () => {
      replacedBefore = true
    }
    const order_url = found ?? (await authority.order({ ...request, onReplacedBefore }))
    return {
      async save(tx) {
        await runRepository(tx).update(run.id, { order_url, directory_url: directoryUrl })
        await versionRepository(tx).update(certificate.id, run.number, { directory_url: directoryUrl })
        if (!found) await limits.record(tx, directoryUrl, 'order', request.names, { exempt })
      },
      audit: { action: replacedBefore ? 'order-placed-anew' : 'order-placed', detail: { order: order_url } },
    }
  },
}

/**
 * Whether an order may lie at the authority whose URL is not known any more: it was lost before it could be written down, by
 * this run or by the try before, or another authority was asked in between.
 */
async function mayLieThere({ begunBefore, certificate, db, directoryUrl, limits, run }: RunContext): Promise<boolean> {
  if (begunBefore || (await limits.mayLieOpen(db, directoryUrl, namesOf(certificate)))) return true
  const before = await runRepository(db).before(run)
  if (before?.number !== run.number || before.order_url !== null || before.directory_url !== directoryUrl) return false
  return (await runRepository(db).steps(before.id)).some(({ step }) => step === 'order')
}

/** Only the authority that issued a certificate can be told that it is replaced (RFC 9773 §5). */
async function replacedId(context: RunContext): Promise<string | undefined> {
  return (await replacedVersion(context))?.ari_id ?? undefined
}

async function replacedVersion({ certificate, db, directoryUrl }: RunContext): Promise<VersionRow | undefined> {
  const replaced = await versionRepository(db).latestIssued(certificate.id)
  return isIssued(replaced) && issuingDirectory(certificate, replaced) === directoryUrl ? replaced : undefined
}

/** Whether it is renewed inside its window and says what it replaces, which exempts it from limits. */
export async function isExempt(context: RunContext): Promise<boolean> {
  const { certificate, run } = context
  if ((await replacedId(context)) === undefined) return false
  return certificate.renewal_reason === 'ari-window' && ['ari-window', 'retry', 'resumed'].includes(run.reason)
}
