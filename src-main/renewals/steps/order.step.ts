import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type CertificateRow, hasOrganisationsProfile, namesOf } from '../../certificates/certificate.repository.ts'
import { runRepository } from '../../certificates/run.repository.ts'
import { isIssued, type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import { refuseUnready } from '../../challenges/readiness.ts'
import { issuingDirectory } from '../authorities-in-order.ts'
import { tryOf } from '../order-try.ts'
import { isPressing } from '../pressing.ts'
import { rehearse } from '../rehearsal.ts'
import type { RunContext, Step } from '../run-context.ts'
import { wasInVain } from '../stuck-order.policy.ts'

/**
 * Places the order. Its URL is recorded at once: a process killed afterwards goes on with the same order. One killed before
 * it could write that down asks the authority for the order that may lie there.
 */
export const orderStep: Step = {
  name: 'order',
  async work(context) {
    const { authority, certificate, clock, db, directoryUrl, limits, permitAccount, run, solversFor } = context
    const names = namesOf(certificate)
    const latest = await versionRepository(db).latestIssued(certificate.id)
    const pressing = isPressing(certificate, await versionRepository(db).inUse(certificate), clock.now())
    // Somebody waits for a first certificate, as for one that was asked for.
    await limits.refuseWhileResting(db, directoryUrl, names, pressing || run.reason === 'asked' || run.reason === 'first')
    const replaced = replacedVersion(latest, context)
    const request = { names, profile: certificate.profile ?? undefined, replaces: replaced?.ari_id ?? undefined }
    const mayLie = await mayLieThere(context)
    const renewal = replaced !== undefined
    // Before the account is made, because accounts are limited as well. Where time runs out nobody queues.
    if (!pressing && !mayLie) await context.askSlot?.({ directoryUrl, names, renewal, newAccount: await authority.needsAccount() })
    await authority.prepareAccount()
    await permitAccount(names, authority.orderingAccount)
    const found = mayLie ? await authority.openOrder(request, await givenUp(context)) : undefined
    const exempt = isExempt(replaced, context)
    if (!found) {
      // Where time runs out the authority has the last word.
      if (!pressing) await limits.refuseOverQuota(db, directoryUrl, { names, replaces: exempt, renewal })
      // The order would be lost. A renewal is tried all the same: its names may count as proven from before.
      if (!latest) await refuseUnready(names, await solversFor(certificate))
      await rehearse(context)
    }
    let replacedBefore = false
    const onReplacedBefore = () => {
      replacedBefore = true
    }
    let plain = false
    const onPlainOrder = () => {
      plain = true
    }
    let leftOut: string | undefined
    const onProfileLeftOut = (profile: string) => {
      leftOut = profile
      context.log.warn('the authority does not offer the profile that the organisation set; it is ordered without', {
        directoryUrl,
        profile,
      })
    }
    const told = { onReplacedBefore, onPlainOrder, ...(hasOrganisationsProfile(certificate) && { onProfileLeftOut }) }
    const order_url = found ?? (await authority.order({ ...request, ...told }))
    return {
      async save(tx) {
        await runRepository(tx).update(run.id, { order_url, directory_url: directoryUrl })
        await versionRepository(tx).update(certificate.id, run.number, { directory_url: directoryUrl })
        if (!found) await limits.record(tx, directoryUrl, 'order', names, { exempt: exempt && !plain })
      },
      audit: {
        action: replacedBefore ? 'order-placed-anew' : 'order-placed',
        detail: { order: order_url, ...(leftOut !== undefined && { profileLeftOut: leftOut }) },
      },
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

/** Orders of earlier runs that nothing came of: found again, they would only be gone on with for ever. */
async function givenUp({ certificate, db, run }: RunContext): Promise<ReadonlySet<string>> {
  const tries = (await runRepository(db).ofVersion(certificate.id, run.number)).map(tryOf).filter(wasInVain)
  return new Set(tries.flatMap(({ orderUrl }) => orderUrl ?? []))
}

/** Only the authority that issued a certificate can be told that it is replaced (RFC 9773 §5). */
function replacedVersion(latest: VersionRow | undefined, { certificate, directoryUrl }: RunContext): VersionRow | undefined {
  return isIssued(latest) && issuingDirectory(certificate, latest) === directoryUrl ? latest : undefined
}

/** Whether it is renewed inside its window and is to say what it replaces, which exempts it from limits. */
function isExempt(replaced: VersionRow | undefined, { certificate, clock, run }: RunContext): boolean {
  if (replaced?.ari_id == null || !isInWindow(certificate, clock.now())) return false
  return certificate.renewal_reason === 'ari-window' && ['ari-window', 'retry', 'resumed'].includes(run.reason)
}

function isInWindow({ window_start: start, window_end: end }: CertificateRow, now: Instant): boolean {
  return start !== null && end !== null && start <= now && now < end
}
