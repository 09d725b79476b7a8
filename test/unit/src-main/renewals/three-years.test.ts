import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { type Drawn, drawnAgain, planRenewal, type Validity, type Window } from '#main/renewals/renewal.policy.ts'
import { isAttemptDue, nextAttempt } from '#main/renewals/retry.policy.ts'
import { randomFrom } from '../../../support/seeded-random.ts'

const start = Date.parse('2026-11-21T08:00:00Z')
const end = start + 3 * 365 * day
const step = 5 * minute

type Surroundings = 'online' | 'no network' | 'asleep'

/** Working days and nights, evenings without a network, weekends, and now and then weeks in a drawer. */
function* days(random: () => number): Generator<{ is: Surroundings; until: Instant }> {
  let now = start
  for (;;) {
    const kind = random()
    const is = kind < 0.5 ? 'online' : kind < 0.7 ? 'no network' : 'asleep'
    const lasts = is === 'online' ? hour + random() * 8 * hour : random() < 0.04 ? random() * 60 * day : random() * 20 * hour
    now += Math.floor(lasts)
    yield { is, until: now }
  }
}

interface Life {
  lifetime: number
  ari: boolean
  /** How often the CA is busy when it is asked. */
  busy: number
  surroundings(random: () => number): Iterator<{ is: Surroundings; until: Instant }>
}

interface Lived {
  renewals: number
  tries: number
  /** Certificates that ended, each with the longest time online between being due and ending. */
  ended: { onlineForMs: number }[]
}

function live({ lifetime, ari, busy, surroundings }: Life, seed: number): Lived {
  const random = randomFrom(seed)
  const issue = (now: Instant): Validity => ({ notBefore: now - hour, notAfter: now - hour + lifetime })
  const windowOf = ({ notBefore }: Validity): Window => ({ start: notBefore + lifetime * 0.65, end: notBefore + lifetime * 0.67 })
  const lived: Lived = { renewals: 0, tries: 0, ended: [] }
  let certificate = issue(start)
  let drawn: Drawn | undefined
  let failed = 0
  let nextTry: Instant | undefined
  let online = 0
  let longestOnline = 0
  let reported = false
  const periods = surroundings(random)
  let period = periods.next().value as { is: Surroundings; until: Instant }
  for (let now = start; now < end; now += step) {
    while (period.until <= now) {
      period = periods.next().value as typeof period
      online = 0
    }
    const kept = drawn && failed === 0 ? drawnAgain(drawn, now, random) : drawn
    const plan = planRenewal(certificate, ari ? windowOf(certificate) : undefined, kept, now, random)
    drawn = plan.drawn
    if (now >= certificate.notAfter && !reported) {
      lived.ended.push({ onlineForMs: longestOnline })
      reported = true
    }
    if (plan.at > now) continue
    online = period.is === 'online' ? online + step : 0
    longestOnline = Math.max(longestOnline, online)
    if (period.is === 'asleep' || !isAttemptDue(nextTry, now)) continue
    lived.tries++
    if (period.is === 'online' && random() >= busy) {
      certificate = issue(now)
      lived.renewals++
      ;[drawn, failed, nextTry, online, longestOnline, reported] = [undefined, 0, undefined, 0, 0, false]
      continue
    }
    const code = period.is === 'online' ? 'ACME_BUSY' : 'ACME_UNREACHABLE'
    nextTry = nextAttempt({ tries: ++failed, at: now, code, notAfter: certificate.notAfter }, random)
  }
  return lived
}

const lifetimes = [90, 64, 45, 6]
const seeds = [1, 2, 3, 4, 5, 6]
const alwaysOnline = () => [{ is: 'online' as const, until: end + day }].values()

describe.each(lifetimes)('three years with certificates of %i days', (lifetimeDays) => {
  const lifetime = lifetimeDays * day

  test.each([true, false])('of a laptop that comes and goes: none ends unless there was no time to renew it (ARI: %s)', (ari) => {
    for (const seed of seeds) {
      const { renewals, ended } = live({ lifetime, ari, busy: 0, surroundings: days }, seed)
      expect(renewals).toBeGreaterThan((3 * 365) / lifetimeDays / 3)
      // 36 minutes is the longest wait while nothing can be reached, jitter included; then one step of this clock.
      for (const { onlineForMs } of ended) expect(onlineForMs).toBeLessThanOrEqual(36 * minute + step)
    }
  })

  test('of a machine that is always online, with a CA that is busy every other time: none ends, and the CA is not pestered', () => {
    for (const seed of seeds) {
      const { renewals, tries, ended } = live({ lifetime, ari: true, busy: 0.5, surroundings: alwaysOnline }, seed)
      expect(ended).toEqual([])
      expect(tries).toBeLessThan(renewals * 4)
    }
  })

  test('each certificate lives about as long as it may: no renewal is wasted', () => {
    const { renewals } = live({ lifetime, ari: false, busy: 0, surroundings: alwaysOnline }, 1)
    const age = lifetime * (lifetimeDays < 10 ? 1 / 2 : 2 / 3) - hour
    expect(renewals).toBeLessThanOrEqual((3 * 365 * day) / age + 1)
    expect(renewals).toBeGreaterThanOrEqual((3 * 365 * day) / (age + lifetime / 50) - 1)
  })
})

test('the laptop of these tests really is offline past the end sometimes, so that they prove something', () => {
  const ends = seeds.map((seed) => live({ lifetime: 6 * day, ari: true, busy: 0, surroundings: days }, seed).ended.length)
  expect(Math.max(...ends)).toBeGreaterThan(0)
})
