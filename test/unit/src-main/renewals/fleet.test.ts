import { day, hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { dueFor } from '#main/renewals/due.policy.ts'
import { type Drawn, drawnAgain, planRenewal, type Validity, type Window } from '#main/renewals/renewal.policy.ts'
import { nextAttempt } from '#main/renewals/retry.policy.ts'
import { randomFrom } from '../../../support/seeded-random.ts'

/** A thousand desks in offices around the world, each set up on the same local morning, and half a year of their lives. */
const desks = 1_000
const morning = Date.UTC(2026, 10, 23, 8)
const end = morning + 182 * day
const random = randomFrom(2611)

type Habit = 'always on' | 'office hours' | 'long weekends' | 'a month in a drawer'

interface Desk {
  habit: Habit
  /** How far its local time is ahead, ms. */
  zone: number
  /** Whether the network is there while it is awake: it fails at times. */
  awake(at: Instant): boolean
  online(at: Instant): boolean
}

/** Each office switches on by itself: between seven and nine, for eight to ten hours. */
function makeDesk(index: number): Desk {
  const habits: Habit[] = ['always on', 'office hours', 'office hours', 'office hours', 'long weekends', 'a month in a drawer']
  const habit = habits[index % habits.length] ?? 'office hours'
  const on = 7 + 2 * random()
  const off = on + 8 + 2 * random()
  const drawer = morning + random() * 100 * day
  const outages = Array.from({ length: 6 }, () => morning + random() * 182 * day)
  const zone = (index % 24) * hour
  const awake = (utc: Instant): boolean => {
    const at = utc + zone
    if (habit === 'always on') return true
    if (habit === 'a month in a drawer' && at > drawer && at < drawer + 30 * day) return false
    const days = Math.floor(at / day)
    const weekday = (days + 3) % 7
    const freeFrom = habit === 'long weekends' ? 4 : 5
    const clock = (at % day) / hour
    return weekday < freeFrom && clock >= on && clock < off
  }
  return { habit, zone, awake, online: (at) => awake(at) && !outages.some((from) => at >= from && at < from + 5 * hour) }
}

interface Lived {
  renewals: Instant[]
  /** Tries that reached the CA, whatever came of them. */
  asked: Instant[]
  /** Certificates that ended although the machine had been online after their window for long enough. */
  lost: number
}

/** A look a minute, as the scheduler takes it; while the machine sleeps there are none. */
function live(desk: Desk, lifetime: number, ari: boolean, busy: number): Lived {
  const issue = (now: Instant): Validity => ({ notBefore: now - hour, notAfter: now - hour + lifetime })
  const windowOf = ({ notBefore }: Validity): Window | undefined =>
    ari ? { start: notBefore + lifetime * 0.65, end: notBefore + lifetime * 0.67 } : undefined
  const lived: Lived = { renewals: [], asked: [], lost: 0 }
  let certificate = issue(morning - desk.zone + Math.floor(random() * 2 * hour))
  let [drawn, failed, nextAttemptAt]: [Drawn | undefined, number, Instant | null] = [undefined, 0, null]
  let lastEnd = certificate.notBefore + hour
  let plan = planRenewal(certificate, windowOf(certificate), drawn, lastEnd, random)

  for (let now = lastEnd; now < end; ) {
    const [due] = dueFor(
      {
        lastRun: { id: '', status: failed > 0 ? 'failed' : 'succeeded', endedAt: lastEnd },
        inUse: true,
        autoRenewal: true,
        renewalAt: plan.at,
        renewalReason: plan.reason,
        windowEnd: plan.drawn.window.end,
        askAgainAt: now + day,
        nextAttemptAt,
        lifetime,
        notAfter: certificate.notAfter,
        unusable: false,
      },
      now,
    )
    if (due && due.at > now) {
      now = nextLook(desk, due.at)
      continue
    }
    if (!desk.awake(now)) {
      now = nextLook(desk, now + minute)
      continue
    }
    if (due?.kind === 'run') {
      const online = desk.online(now)
      if (online) lived.asked.push(now)
      lastEnd = now
      if (online && random() >= busy) {
        if (now >= certificate.notAfter && onlineFor(desk, plan.drawn.window.end, certificate.notAfter) > hour) lived.lost++
        certificate = issue(now)
        lived.renewals.push(now)
        ;[drawn, failed, nextAttemptAt] = [undefined, 0, null]
      } else {
        const code = online ? 'ACME_BUSY' : 'ACME_UNREACHABLE'
        nextAttemptAt = nextAttempt({ tries: ++failed, at: now, code, notAfter: certificate.notAfter }, random)
      }
    }
    drawn = plan.drawn
    const kept = failed === 0 && due?.kind === 'replan' ? drawnAgain(drawn, now, random) : lived.renewals.at(-1) === now ? undefined : drawn
    plan = planRenewal(certificate, windowOf(certificate), kept, now, random)
    now = nextLook(desk, now + minute)
  }
  return lived
}

/** The first look that the machine takes from then on: at once when it is awake, else within a minute of waking. */
function nextLook(desk: Desk, from: Instant): Instant {
  let at = from
  while (!desk.awake(at) && at < end) at += 5 * minute
  return at
}

function onlineFor(desk: Desk, from: Instant, until: Instant): number {
  let online = 0
  for (let at = from; at < until; at += 10 * minute) if (desk.online(at)) online += 10 * minute
  return online
}

describe.each([
  ['90 days', 90 * day, true],
  ['90 days, from a CA without ARI', 90 * day, false],
  ['45 days', 45 * day, true],
  ['160 hours', 160 * hour, true],
])('a thousand desks around the world, with certificates of %s', (_, lifetime, ari) => {
  const all = Array.from({ length: desks }, (_, index) => makeDesk(index))
  const lives = all.map((desk) => live(desk, lifetime, ari, 0.05))

  test('none ends but in a machine that was off or offline until then', () => {
    expect(lives.filter(({ lost }) => lost > 0)).toEqual([])
    expect(Math.min(...lives.map(({ renewals }) => renewals.length))).toBeGreaterThan(0)
  })

  test('the CA sees no rush hour: the busiest hour of the day brings at most half more than the mean', () => {
    const byHour = Array.from({ length: 24 }, () => 0)
    for (const at of lives.flatMap(({ asked }) => asked)) {
      const index = Math.floor((at % day) / hour)
      byHour[index] = (byHour[index] ?? 0) + 1
    }
    const mean = byHour.reduce((sum, each) => sum + each, 0) / 24
    expect(Math.max(...byHour) / mean, byHour.join(' ')).toBeLessThanOrEqual(1.5)
  })

  test('the first renewals are not bunched as the enrolments were', () => {
    const byHour = new Map<number, number>()
    for (const { renewals } of lives) {
      const at = Math.floor((renewals[0] ?? end) / hour)
      byHour.set(at, (byHour.get(at) ?? 0) + 1)
    }
    expect(Math.max(...byHour.values()), String([...byHour])).toBeLessThan(desks / 10)
  })
})
