import type { RenewalRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateAuthorities } from '../acme/authority.port.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { wantsReplacement } from '../certificates/revoked.policy.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import { issuingDirectory } from './authorities-in-order.ts'
import { askAgainAt, type Drawn, drawnAgain, ownWindow, planRenewal, type Window } from './renewal.policy.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  random: Random
  log: Log
  authorities: CertificateAuthorities
  /** When the organisation wants renewals, where it says so. */
  renewalRules?(): RenewalRules | undefined
}

/** Keeps each certificate's renewal moment: asks the CA for its window (ARI) when that is due, and draws a moment once for each window. */
export function createRenewalPlans({ db, clock, random, log, authorities, renewalRules = () => undefined }: Needs) {
  const certificates = certificateRepository(db)

  async function askForWindow(row: CertificateRow, version: IssuedVersion): Promise<{ window: Window | undefined; askAgain: Instant }> {
    if (version.ari_id === null) return { window: undefined, askAgain: askAgainAt(undefined, clock.now()) }
    try {
      const window = await (await authorities.at(issuingDirectory(row, version))).renewalWindow(version.ari_id)
      return { window, askAgain: askAgainAt(window?.askAgainAt, clock.now()) }
    } catch (error) {
      if (!isRefusal(error)) throw error
      log.info('the CA could not be asked when to renew', { code: error.code })
      return { window: suggestedBefore(row, version, renewalRules()), askAgain: askAgainAt(undefined, clock.now()) }
    }
  }

  return async function replan(certificateId: string): Promise<void> {
    const row = await certificates.find(certificateId)
    const version = await versionRepository(db).latestIssued(certificateId)
    if (!row || !isIssued(version)) return
    const { window, askAgain } = await askForWindow(row, version)
    const validity = { notBefore: version.not_before, notAfter: version.not_after }
    const now = clock.now()
    const drawn = drawnMoment(row)
    // After a failure the moment has been used; when the next try is made is for the failure to say.
    const kept = drawn && row.failed_tries === 0 ? drawnAgain(drawn, now, random) : drawn
    const plan = planRenewal(validity, window, kept, now, random, renewalRules())
    // Nothing can serve it, or ought to, until it is renewed: the moment that was set for that is not put off again.
    const presses = isKeyLost(version) || wantsReplacement(row, version)
    const at = presses ? Math.min(plan.at, row.renewal_at ?? plan.at) : plan.at
    // The CA may have taken its time: a plan for an earlier version must not take the place of the next one's.
    if ((await certificates.find(certificateId))?.current_version !== row.current_version) return
    await certificates.update(certificateId, {
      renewal_at: at,
      renewal_reason: plan.reason,
      window_start: plan.drawn.window.start,
      window_end: plan.drawn.window.end,
      window_drawn_at: plan.drawn.at,
      window_ask_again_at: askAgain,
    })
  }
}

export type Replan = ReturnType<typeof createRenewalPlans>

/** The CA's window as it was last heard of; one that was made here is none. */
function suggestedBefore(
  row: CertificateRow,
  { not_after: notAfter, not_before: notBefore }: IssuedVersion,
  rules: RenewalRules = {},
): Window | undefined {
  if (row.renewal_reason === 'age') return undefined
  const stored = storedWindow(row)
  const own = ownWindow({ notBefore, notAfter }, rules)
  return stored && stored.start === own.start && stored.end === own.end ? undefined : stored
}

function storedWindow({ window_start: start, window_end: end }: CertificateRow): Window | undefined {
  return start === null || end === null ? undefined : { start, end }
}

function drawnMoment(row: CertificateRow): Drawn | undefined {
  const window = storedWindow(row)
  return window && row.window_drawn_at !== null ? { window, at: row.window_drawn_at } : undefined
}
