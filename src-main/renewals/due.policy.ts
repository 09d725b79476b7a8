import type { RunReason } from '@mylzip/shared/domain/run-steps.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { isTimeToAsk, wasOverslept } from './renewal.policy.ts'
import { isAttemptDue } from './retry.policy.ts'

/** What the database says of one certificate; null where it says nothing. */
export interface CertificateState {
  lastRun: { id: string; status: 'running' | 'succeeded' | 'failed'; endedAt: Instant | null } | undefined
  /** A version is in use. One that was taken over from another program is, without any run of ours. */
  inUse: boolean
  /** Without it what is in use is renewed only when somebody asks for it, and so is what failed. */
  autoRenewal: boolean
  renewalAt: Instant | null
  renewalReason: 'ari-window' | 'age' | 'emergency' | null
  /** End of the window that renewalAt was drawn in. */
  windowEnd: Instant | null
  askAgainAt: Instant | null
  nextAttemptAt: Instant | null
  /** How long the version in use lives, ms; undefined while there is none. */
  lifetime: number | undefined
}

export type Due =
  | { kind: 'resume'; at: Instant; runId: string }
  | { kind: 'run'; at: Instant; reason: RunReason }
  | { kind: 'replan'; at: Instant }

/**
 * What is to be done for a certificate, and when. A failed try decides alone when the next is made; otherwise a renewal
 * that fails would be begun again each minute. A first run is due at once, however often the program was started.
 */
export function dueFor(certificate: CertificateState, now: Instant): Due[] {
  const { lastRun, inUse, autoRenewal, renewalAt, renewalReason, windowEnd, askAgainAt, nextAttemptAt, lifetime } = certificate
  if (!lastRun && !inUse) return [{ kind: 'run', at: now, reason: 'first' }]
  if (lastRun?.status === 'running') return [{ kind: 'resume', at: now, runId: lastRun.id }]
  if (inUse && !autoRenewal) return []
  const replan: Due[] =
    renewalAt === null ? [] : [{ kind: 'replan', at: isTimeToAsk(askAgainAt ?? undefined, now) ? now : (askAgainAt ?? now) }]
  if (lastRun?.status === 'failed' && nextAttemptAt !== null) {
    return [{ kind: 'run', at: isAttemptDue(nextAttemptAt, now) ? now : nextAttemptAt, reason: 'retry' }, ...replan]
  }
  // Failed, and another authority or key was chosen since: with a certificate in use the renewal comes when it comes.
  if (lastRun?.status === 'failed' && renewalAt === null) return [{ kind: 'run', at: now, reason: 'retry' }]
  // In use but never planned: the process was killed between the two.
  if (renewalAt === null) return [{ kind: 'replan', at: now }]
  if (renewalReason !== 'emergency' && windowEnd !== null && wasOverslept(renewalAt, windowEnd, now)) return [{ kind: 'replan', at: now }]
  const hurries = renewalReason === 'emergency' || lastRun?.status !== 'succeeded'
  const at = hurries ? renewalAt : notTooSoon(renewalAt, lastRun.endedAt, lifetime, now)
  return [{ kind: 'run', at, reason: renewalReason ?? 'age' }, ...replan]
}

/** The least time between two renewals that nobody asked for, whatever a CA suggests or a clock says; a quarter of a life that is short. */
const rest = day

/** An end that lies ahead was written under a wrong clock and holds nothing up; the run that follows writes a right one. */
function notTooSoon(renewalAt: Instant, endedAt: Instant | null, lifetime: number | undefined, now: Instant): Instant {
  return endedAt === null || endedAt > now ? renewalAt : Math.max(renewalAt, endedAt + Math.min(rest, (lifetime ?? 4 * rest) / 4))
}
