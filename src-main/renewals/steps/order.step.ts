import { namesOf } from '../../certificates/certificate.repository.ts'
import { runRepository } from '../../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import { issuingDirectory } from '../authorities-in-order.ts'
import { rehearse } from '../rehearsal.ts'
import type { RunContext, Step } from '../run-context.ts'

/**
 * Places the order. Its URL is recorded at once: a process killed afterwards goes on with the same order. One killed before
 * it could write that down asks the authority for the order that may lie there.
 */
export const orderStep: Step = {
  name: 'order',
  async work(context) {
    const { authority, certificate, db, directoryUrl, limits, run } = context
    await limits.refuseWhileResting(db, directoryUrl, run.reason === 'asked' || run.reason === 'emergency')
    const request = { names: namesOf(certificate), profile: certificate.profile ?? undefined, replaces: await replacedId(context) }
    await authority.prepareAccount()
    const found = (await mayLieThere(context)) ? await authority.openOrder(request) : undefined
    if (!found) {
      await limits.refuseOverQuota(db, directoryUrl, {
        names: request.names,
        replaces: request.replaces !== undefined && isPlanned(context),
      })
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
        if (!found) await limits.record(tx, directoryUrl, 'order', request.names)
      },
      audit: { action: replacedBefore ? 'order-placed-anew' : 'order-placed', detail: { order: order_url } },
    }
  },
}

/** Whether an order may have reached the authority without its URL having been written down: by this run, or by the try before. */
async function mayLieThere({ begunBefore, db, directoryUrl, run }: RunContext): Promise<boolean> {
  if (begunBefore) return true
  const before = await runRepository(db).before(run)
  if (before?.number !== run.number || before.order_url !== null || before.directory_url !== directoryUrl) return false
  return (await runRepository(db).steps(before.id)).some(({ step }) => step === 'order')
}

/** Only the authority that issued a certificate can be told that it is replaced (RFC 9773 §5). */
async function replacedId({ certificate, db, directoryUrl }: RunContext): Promise<string | undefined> {
  const replaced = await versionRepository(db).latestIssued(certificate.id)
  if (!isIssued(replaced) || issuingDirectory(certificate, replaced) !== directoryUrl) return undefined
  return replaced.ari_id ?? undefined
}

/** Whether it is renewed inside its window, which exempts it from limits. */
function isPlanned({ certificate, run }: RunContext): boolean {
  return certificate.renewal_reason === 'ari-window' && ['ari-window', 'retry', 'resumed'].includes(run.reason)
}
