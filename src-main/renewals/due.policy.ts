import type { RunReason } from '@mylzip/shared/domain/run-steps.ts'
import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { emergencyAt, isTimeToAsk, wasOverslept } from './renewal.policy.ts'
import { isAttemptDue, urgentAttempt } from './retry.policy.ts'

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
  /** And when it ends. */
  notAfter: Instant | undefined
  /** It was revoked, or its key is nowhere: whatever is left of its life, it is no use. */
  unusable: boolean
}

export type Due =
  | { kind: 'resume'; at: Instant; runId: string }
  | { kind: 'run'; at: Instant; reason: RunReason }
  | { kind: 'replan'; at: Instant }

/**
 * What is to be done for a certificate, and when. A failed try decides when the next is made, unless the end comes first;
 * otherwise a renewal that fails would be begun again each minute. A first run is due at once, however often the program was started.
 */
export function dueFor(certificate: CertificateState, now: Instant): Due[] {
  const { lastRun, inUse, autoRenewal, renewalAt, renewalReason, windowEnd, askAgainAt, nextAttemptAt, unusable } = certificate
  if (!lastRun && !inUse) return [{ kind: 'run', at: now, reason: 'first' }]
  if (lastRun?.status === 'running') return [{ kind: 'resume', at: now, runId: lastRun.id }]
  if (inUse && !autoRenewal) return []
  const replan: Due[] =
    renewalAt === null ? [] : [{ kind: 'replan', at: isTimeToAsk(askAgainAt ?? undefined, now) ? now : (askAgainAt ?? now) }]
  if (lastRun?.status === 'failed' && nextAttemptAt !== null) {
    // What ended ahead of now was planned under a clock that was ahead as well.
    const isDue = isAttemptDue(nextAttemptAt, now) || (lastRun.endedAt ?? now) > now
    return [{ kind: 'run', at: isDue ? now : Math.min(nextAttemptAt, urgentAt(certificate)), reason: 'retry' }, ...replan]
  }
  // Failed, and another authority or key was chosen since: with a certificate in use the renewal comes when it comes.
  if (lastRun?.status === 'failed' && renewalAt === null) return [{ kind: 'run', at: now, reason: 'retry' }]
  // In use but never planned: the process was killed between the two.
  if (renewalAt === null) return [{ kind: 'replan', at: now }]
  if (renewalReason !== 'emergency' && windowEnd !== null && wasOverslept(renewalAt, windowEnd, now)) return [{ kind: 'replan', at: now }]
  const at = unusable || lastRun?.status !== 'succeeded' ? renewalAt : notTooSoon(certificate, renewalAt, lastRun.endedAt, now)
  return [{ kind: 'run', at, reason: renewalReason ?? 'age' }, ...replan]
}

/** The end comes nearer while a try waits, and a version that is revoked does not wait for its own: neither waits for a week. */
function urgentAt({ lastRun, lifetime, notAfter, renewalAt, renewalReason }: CertificateState): Instant {
  if (lastRun?.endedAt == null || lifetime === undefined || notAfter === undefined) return Number.POSITIVE_INFINITY
  const byAge = emergencyAt({ notBefore: notAfter - lifetime, notAfter })
  const pressing = renewalReason === 'emergency' && renewalAt !== null ? Math.min(byAge, renewalAt) : byAge
  return urgentAttempt(lastRun.endedAt, { emergencyAt: pressing, notAfter })
}

/** The least time between two renewals that nobody asked for, whatever a CA suggests or a clock says; a quarter of a life that is short. */
const rest = day
/** And where time runs out: a CA may hand out what is about to end. */
const restNearTheEnd = 100 * minute

/** An end that lies ahead was written under a wrong clock and holds nothing up; the run that follows writes a right one. */
function notTooSoon(
  { lifetime, notAfter, renewalReason }: CertificateState,
  renewalAt: Instant,
  endedAt: Instant | null,
  now: Instant,
): Instant {
  if (endedAt === null || endedAt > now) return renewalAt
  const least = renewalReason === 'emergency' ? restNearTheEnd : rest
  // Half of what was left then: so long a rest must not reach past the end.
  const left = Math.max(((notAfter ?? endedAt + 2 * least) - endedAt) / 2, 10 * minute)
  return Math.max(renewalAt, endedAt + Math.min(least, (lifetime ?? 4 * least) / 4, left))
}
