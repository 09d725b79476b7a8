import { hour } from '@mylzip/shared/domain/time.ts'
import { describe, expect, it } from 'vitest'
import { dueFor } from '#main/renewals/due.policy.ts'

const now = Date.UTC(2026, 10, 21, 9)
const well = {
  lastRun: { id: 'r1', status: 'succeeded' as const, endedAt: now - 24 * hour },
  inUse: true,
  autoRenewal: true,
  renewalAt: now + 100 * hour,
  renewalReason: 'ari-window' as const,
  windowEnd: now + 130 * hour,
  askAgainAt: now + 5 * hour,
  nextAttemptAt: null,
  lifetime: 90 * 24 * hour,
  notAfter: now + 30 * 24 * hour,
  unusable: false,
}

describe('what is due for a certificate', () => {
  it('a new certificate is ordered at once', () => {
    expect(dueFor({ ...well, lastRun: undefined, inUse: false, renewalAt: null }, now)).toEqual([{ kind: 'run', at: now, reason: 'first' }])
  })

  it('one that was taken over from another program is planned, not ordered', () => {
    expect(dueFor({ ...well, lastRun: undefined, renewalAt: null }, now)).toEqual([{ kind: 'replan', at: now }])
    expect(dueFor({ ...well, lastRun: undefined }, now)).toEqual([
      { kind: 'run', at: well.renewalAt, reason: 'ari-window' },
      { kind: 'replan', at: well.askAgainAt },
    ])
  })

  it('one that is renewed only when somebody asks is left alone: neither planned, nor renewed, nor tried again', () => {
    const left = { ...well, autoRenewal: false, renewalAt: now - hour }
    expect(dueFor(left, now)).toEqual([])
    expect(dueFor({ ...left, lastRun: { id: 'r1', status: 'failed', endedAt: now - hour }, nextAttemptAt: now }, now)).toEqual([])
    expect(dueFor({ ...left, lastRun: { id: 'r1', status: 'running', endedAt: null } }, now)).toEqual([
      { kind: 'resume', at: now, runId: 'r1' },
    ])
    expect(dueFor({ ...left, lastRun: undefined, inUse: false, renewalAt: null }, now)).toEqual([{ kind: 'run', at: now, reason: 'first' }])
  })

  it('a run that a killed process left is gone on with, and nothing else is begun', () => {
    expect(dueFor({ ...well, lastRun: { id: 'r2', status: 'running', endedAt: null } }, now)).toEqual([
      { kind: 'resume', at: now, runId: 'r2' },
    ])
  })

  it('a certificate that is well is renewed at the planned moment, and its window is asked for before', () => {
    expect(dueFor(well, now)).toEqual([
      { kind: 'run', at: well.renewalAt, reason: 'ari-window' },
      { kind: 'replan', at: well.askAgainAt },
    ])
  })

  it('a renewal that was slept through is planned anew while its window is open, and made at once when it has passed', () => {
    const slept = { ...well, lastRun: { ...well.lastRun, endedAt: now - 900 * hour }, renewalAt: now - 5 * hour }
    expect(dueFor(slept, now)).toEqual([{ kind: 'replan', at: now }])
    expect(dueFor({ ...slept, windowEnd: now - hour }, now)[0]).toMatchObject({ kind: 'run', at: now - 5 * hour })
    expect(dueFor({ ...slept, renewalReason: 'emergency' }, now)[0]).toMatchObject({ kind: 'run', reason: 'emergency' })
  })

  it('a failed try waits for its next attempt, even when the renewal is overdue', () => {
    const failed = {
      ...well,
      lastRun: { id: 'r3', status: 'failed' as const, endedAt: now - 1 },
      renewalAt: now - hour,
      nextAttemptAt: now + hour,
    }
    expect(dueFor(failed, now)[0]).toEqual({ kind: 'run', at: now + hour, reason: 'retry' })
  })

  it('a next attempt that a wrong clock put years ahead does not stop renewals', () => {
    const failed = { ...well, lastRun: { id: 'r3', status: 'failed' as const, endedAt: now - 1 }, nextAttemptAt: now + 10_000 * hour }
    expect(dueFor(failed, now)[0]).toEqual({ kind: 'run', at: now, reason: 'retry' })
  })

  it('a try that waits for a week is made as soon as a twentieth of the life is left, and from then on at the pace of the end', () => {
    const day = 24 * hour
    const end = now + 5 * day
    const emergency = end - 4.5 * day
    const failed = {
      ...well,
      lastRun: { id: 'r3', status: 'failed' as const, endedAt: now - day },
      renewalAt: now - 10 * day,
      nextAttemptAt: now + 6 * day,
      notAfter: end,
    }
    expect(dueFor(failed, now)[0]).toEqual({ kind: 'run', at: emergency, reason: 'retry' })
    const again = { ...failed, lastRun: { ...failed.lastRun, endedAt: end - hour } }
    expect(dueFor(again, end - hour)[0]).toEqual({ kind: 'run', at: end - hour + (100 / 60) * hour, reason: 'retry' })
    const longPast = { ...failed, lastRun: { ...failed.lastRun, endedAt: end + 30 * day }, nextAttemptAt: end + 33 * day }
    expect(dueFor(longPast, end + 30 * day)[0]).toMatchObject({ at: end + 31 * day })
  })

  it('and one of a version that was revoked meanwhile is made at once', () => {
    const failed = { ...well, lastRun: { id: 'r3', status: 'failed' as const, endedAt: now - hour }, nextAttemptAt: now + 90 * hour }
    expect(dueFor({ ...failed, renewalAt: now - 1, renewalReason: 'emergency' }, now)[0]).toMatchObject({ kind: 'run', at: now - 1 })
  })

  it('a try that failed under a clock five days ahead is made again as soon as the clock is right', () => {
    const ahead = now + 5 * 24 * hour
    const failed = { ...well, lastRun: { id: 'r3', status: 'failed' as const, endedAt: ahead }, nextAttemptAt: ahead + hour / 2 }
    expect(dueFor(failed, now)[0]).toEqual({ kind: 'run', at: now, reason: 'retry' })
    expect(dueFor({ ...failed, inUse: false, renewalAt: null }, now)[0]).toEqual({ kind: 'run', at: now, reason: 'retry' })
    expect(dueFor(failed, ahead)[0]).toMatchObject({ at: ahead + hour / 2 })
  })

  it('a process killed between issuing and planning plans at the next start', () => {
    expect(dueFor({ ...well, renewalAt: null, renewalReason: null, askAgainAt: null }, now)).toEqual([{ kind: 'replan', at: now }])
  })

  it('whatever an authority suggests, nothing is renewed by itself twice within a day', () => {
    const justRenewed = {
      ...well,
      lastRun: { id: 'r4', status: 'succeeded' as const, endedAt: now - hour },
      renewalAt: now - 100 * hour,
      windowEnd: now - 99 * hour,
    }
    expect(dueFor(justRenewed, now)[0]).toMatchObject({ kind: 'run', at: now + 23 * hour })
  })

  it('a certificate that lives for a day is renewed in time all the same', () => {
    const short = {
      ...well,
      lastRun: { id: 'r4', status: 'succeeded' as const, endedAt: now - 12 * hour },
      renewalAt: now,
      lifetime: 24 * hour,
    }
    expect(dueFor(short, now)[0]).toMatchObject({ kind: 'run', at: now })
  })

  it('a renewal that cannot wait does not, however short ago the last one was', () => {
    const revoked = {
      ...well,
      lastRun: { id: 'r4', status: 'succeeded' as const, endedAt: now - hour },
      renewalAt: now,
      renewalReason: 'emergency' as const,
      unusable: true,
    }
    expect(dueFor(revoked, now)[0]).toMatchObject({ kind: 'run', at: now, reason: 'emergency' })
  })

  it('a renewal that brought nothing that lasts is not made again in the same minute, nor in an hour', () => {
    const brief = {
      ...well,
      lastRun: { id: 'r4', status: 'succeeded' as const, endedAt: now - hour },
      renewalAt: now,
      renewalReason: 'emergency' as const,
      notAfter: now + 4 * hour,
    }
    expect(dueFor(brief, now)[0]).toMatchObject({ kind: 'run', at: now + (40 / 60) * hour, reason: 'emergency' })
    expect(dueFor({ ...brief, lifetime: 4 * hour }, now)[0]).toMatchObject({ kind: 'run', at: now })
    expect(dueFor({ ...brief, notAfter: now + hour / 4 }, now)[0]).toMatchObject({ kind: 'run', at: now })
  })

  it('an end that a wrong clock put years ahead holds no renewal up', () => {
    const ahead = {
      ...well,
      lastRun: { id: 'r5', status: 'succeeded' as const, endedAt: now + 9_000 * hour },
      renewalAt: now - hour,
      windowEnd: now,
    }
    expect(dueFor(ahead, now)[0]).toMatchObject({ kind: 'run', at: now - hour })
  })

  it('a failure that another choice has made void is not retried while a certificate is in use', () => {
    const chosenAnew = { ...well, lastRun: { id: 'r6', status: 'failed' as const, endedAt: now - 1 }, nextAttemptAt: null }
    expect(dueFor(chosenAnew, now)[0]).toMatchObject({ kind: 'run', at: well.renewalAt })
  })
})
