import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, it } from 'vitest'
import type { CertificateState, Due } from '#main/renewals/due.policy.ts'
import { dueWithin } from '#main/renewals/due-tasks.ts'
import { holding, waitForPause } from '#main/renewals/pause.policy.ts'

const now = Date.UTC(2026, 10, 27, 9)
const pause = { since: now, until: now + hour }
const renewed: CertificateState = {
  lastRun: { id: 'r1', status: 'succeeded', endedAt: now - 60 * day },
  inUse: true,
  autoRenewal: true,
  renewalAt: now - minute,
  renewalReason: 'age',
  windowEnd: now + day,
  askAgainAt: now + 5 * hour,
  nextAttemptAt: null,
  lifetime: 90 * day,
  notAfter: now + 30 * day,
  unusable: false,
}
const runAt = (state: CertificateState, held = pause) => dueWithin(state, now, { pause: held }).find(({ kind }) => kind === 'run')?.at

describe('while renewals are paused', () => {
  it('a renewal that is due waits for the end of the pause, and one that comes later comes when it comes', () => {
    expect(runAt(renewed)).toBe(now + hour)
    expect(runAt({ ...renewed, renewalAt: now + 5 * hour })).toBe(now + 5 * hour)
  })

  it('another try of a renewal that failed waits too', () => {
    const failed: CertificateState = {
      ...renewed,
      lastRun: { id: 'r2', status: 'failed', endedAt: now - hour },
      nextAttemptAt: now - minute,
    }
    expect(runAt(failed)).toBe(now + hour)
  })

  it('nothing waits for which time runs out, nor longer than that', () => {
    expect(runAt({ ...renewed, renewalReason: 'emergency' })).toBe(now - minute)
    expect(runAt({ ...renewed, renewalReason: 'emergency', unusable: true, renewalAt: now })).toBe(now)
    const soon = { ...renewed, notAfter: now + 4.5 * day + 20 * minute }
    expect(runAt(soon)).toBe(now + 20 * minute)
  })

  it('a first certificate does not wait, and what was begun is gone on with', () => {
    const first = { ...renewed, lastRun: undefined, inUse: false, renewalAt: null, lifetime: undefined, notAfter: undefined }
    expect(runAt(first)).toBe(now)
    const resume: Due = { kind: 'resume', at: now, runId: 'r1' }
    expect(waitForPause(resume, renewed, pause)).toBe(resume)
  })

  it('hours that an organisation left to renewals hold after the pause as well', () => {
    const closed = { hours: () => ({ from: 9, to: 10 }), minuteOfDay: (at: number) => Math.floor((at % day) / minute) }
    const at = dueWithin(renewed, now, { pause, renewalHours: closed }).find(({ kind }) => kind === 'run')?.at ?? 0
    expect(at).toBeGreaterThanOrEqual(now + day)
    expect(at).toBeLessThan(now + day + hour)
  })
})

describe('a pause', () => {
  it('ends at its moment', () => {
    expect(holding(pause, now + hour - 1)).toEqual(pause)
    expect(holding(pause, now + hour)).toBeUndefined()
    expect(holding(null, now)).toBeUndefined()
  })

  it('of a clock that was ahead holds nothing up once the clock is right; a clock that is put right by seconds ends none', () => {
    expect(holding({ since: now + 400 * day, until: now + 401 * day }, now)).toBeUndefined()
    expect(holding(pause, now - hour)).toBeUndefined()
    expect(holding(pause, now - 3_000)).toEqual(pause)
  })

  it('that somebody wrote longer than a day into the data folder is none', () => {
    expect(holding({ since: now, until: now + day + 1 }, now)).toBeUndefined()
  })
})
