import { fromTimestamp, hour, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, Health } from '@mylzip/shared/operations/values.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Matter, Situation } from '#main/electron/notifications/matters.policy.ts'
import { judge, NoticeMemory, nothingTold } from '#main/electron/notifications/notice.policy.ts'
import { nothingKnown } from '#main/electron/tray/device-facts.policy.ts'
import { certificate, certificateId, device, snapshot } from '../../../../support/agent-services.ts'
import { interceptedFailure } from '../../../../support/samples.ts'

const start = fromTimestamp('2026-11-21T08:00:00.000Z')
const quiet = { renewals: false, updates: false }

function situation(change: Partial<Certificate> = {}, rest: Partial<Situation> = {}): Situation {
  const facts = { ...nothingKnown, about: snapshot.about, device, certificates: new Map([[certificateId, { ...certificate, ...change }]]) }
  return { facts, standing: 'attached', ready: undefined, choice: quiet, ...rest }
}
const failing = { health: 'attention', failure: interceptedFailure } as const
const ending = (at: number) => ({
  current: certificate.current && {
    ...certificate.current,
    notBefore: toTimestamp(at - 85 * 24 * hour),
    notAfter: toTimestamp(at + 5 * 24 * hour),
  },
})

/** Lives through what happens: each is how things stand from then on, and how long. Answers what was told, and when. */
function live(story: readonly [Situation, number][], memory = nothingTold) {
  const told: { at: number; matters: Matter[] }[] = []
  let now = start
  let kept = memory
  for (const [each, ms] of story) {
    const end = now + ms
    for (;;) {
      const { again, memory: next, tell } = judge(each, kept, now)
      // As it is read from its file after a restart.
      kept = NoticeMemory.parse(JSON.parse(JSON.stringify(next)))
      if (tell.length > 0) told.push({ at: now - start, matters: tell })
      if (now + again > end) break
      now += again
    }
    now = end
  }
  return { told, memory: kept, kinds: told.map(({ matters }) => matters.map(({ kind }) => kind).join('+')) }
}

describe('what a person must know is told once', () => {
  test('a renewal that failed twice, and nothing at its further tries', () => {
    const story: [Situation, number][] = [[situation(failing), hour]]
    for (let tries = 0; tries < 5; tries += 1)
      story.push([situation({ ...failing, health: 'working' }), minute], [situation(failing), hour])
    expect(live(story).kinds).toEqual(['failing'])
  })

  test('again when it was settled between, and when it became worse', () => {
    const worse = situation({ ...failing, health: 'not-protected' })
    const { kinds } = live([
      [situation(failing), hour],
      [situation(), hour],
      [situation(failing), hour],
      [situation({ ...failing, ...ending(start + 3 * hour) }), hour],
      [worse, hour],
      [situation(failing), hour],
      [worse, hour],
    ])
    expect(kinds).toEqual(['failing', 'failing', 'ending', 'not-protected'])
  })

  test('one failed try is nobody’s business, and what goes well neither', () => {
    expect(
      live([
        [situation({ failure: interceptedFailure }), hour],
        [situation({ health: 'working' }), hour],
        [situation(), hour],
      ]).kinds,
    ).toEqual([])
  })

  test('an end that comes near while nothing else changes', () => {
    const far = situation({ current: certificate.current && { ...certificate.current, notAfter: toTimestamp(start + 7 * 24 * hour) } })
    const { told } = live([[far, 7 * 24 * hour - 1]])
    expect(told.map(({ matters }) => matters[0]?.kind)).toEqual(['ending'])
    expect(told[0]?.at).toBeLessThan(7 * 24 * hour)
  })

  test('a certificate that has ended while nobody said anything', () => {
    const { told } = live([[situation(ending(start - 4 * 24 * hour - 22 * hour)), 3 * hour]])
    expect(told.map(({ matters }) => matters[0]?.kind)).toEqual(['ending', 'not-protected'])
  })

  test('a service that does not run, after five minutes; what the agent said before is not settled by its silence', () => {
    const silent = situation({}, { standing: 'stopped', facts: nothingKnown })
    const { told } = live([
      [situation(failing), hour],
      [silent, 4 * minute],
      [situation(failing), hour],
      [silent, hour],
      [situation(failing), hour],
    ])
    expect(told.map(({ matters }) => matters[0]?.kind)).toEqual(['failing', 'service'])
    expect(told[1]?.at).toBe(2 * hour + 9 * minute)
  })

  test('a device that nobody has set up for an hour', () => {
    const empty = situation({}, { facts: { ...nothingKnown, about: snapshot.about } })
    expect(live([[empty, 5 * hour]]).told.map(({ at }) => at)).toEqual([hour])
  })
})

describe('what went well is told to who wants it', () => {
  const version = (serial: string) => ({ current: certificate.current && { ...certificate.current, serial } })
  const asks = { choice: { renewals: true, updates: true } }

  test('each renewed certificate, but not the one that is there already', () => {
    expect(live([[situation(version('01'), asks), hour]]).kinds).toEqual([])
    const story: [Situation, number][] = [
      [situation(version('01'), asks), hour],
      [situation(version('02'), asks), hour],
    ]
    expect(live(story).kinds).toEqual(['renewed'])
    expect(live([[situation(version('02'), asks), hour]], live(story).memory).kinds).toEqual([])
  })

  test('each new version that is ready, also not twice over a restart', () => {
    const ready = (of: string | undefined) => situation({}, { ...asks, ready: of })
    const story: [Situation, number][] = [
      [ready('1.1.0'), hour],
      [ready(undefined), hour],
      [ready('1.1.0'), hour],
      [ready('1.2.0'), hour],
    ]
    expect(live(story).kinds).toEqual(['update', 'update'])
    expect(live([[situation({}, { ready: '1.1.0' }), hour]]).kinds).toEqual([])
  })
})

test('what comes within a minute is collected, the worst first', () => {
  const all = situation(failing, { ready: '1.1.0', choice: { renewals: false, updates: true } })
  const other = { ...certificate, id: 'another', health: 'not-protected' as const }
  const both = { ...all, facts: { ...all.facts, certificates: new Map([...all.facts.certificates, ['another', other] as const]) } }
  const { kinds, told } = live([
    [situation(failing), 10_000],
    [both, hour],
  ])
  expect(kinds).toEqual(['failing', 'not-protected+update'])
  expect(told[1]?.at).toBe(minute)
})

describe('whatever happens', () => {
  const healths: Health[] = ['protected', 'working', 'attention', 'not-protected']
  const ids = ['one', 'two']
  const certificates = fc.record({
    health: fc.constantFrom(...healths),
    failure: fc.constantFrom(null, interceptedFailure),
    serial: fc.constantFrom('01', '02', '03'),
    // Days until the end: near and far.
    days: fc.constantFrom(1, 5, 40, 80),
  })
  const situations = fc
    .record({
      all: fc.tuple(certificates, certificates),
      isEnrolled: fc.boolean(),
      isKnown: fc.boolean(),
      standing: fc.constantFrom('attached', 'stopped', 'silent', 'starting', 'own') as fc.Arbitrary<Situation['standing']>,
      ready: fc.constantFrom(undefined, '1.1.0', '1.2.0'),
      choice: fc.record({ renewals: fc.boolean(), updates: fc.boolean() }),
    })
    .map(({ all, choice, isEnrolled, isKnown, ready, standing }): Situation => {
      const made = all.map(({ days, failure, health, serial }, index): [string, Certificate] => {
        const end = start + days * 24 * hour
        const current = certificate.current && {
          ...certificate.current,
          serial,
          notBefore: toTimestamp(end - 90 * 24 * hour),
          notAfter: toTimestamp(end),
        }
        return [ids[index] ?? '', { ...certificate, id: ids[index] ?? '', health, failure, current }]
      })
      const known = { ...nothingKnown, about: snapshot.about, device: isEnrolled ? device : undefined, certificates: new Map(made) }
      return { facts: isKnown ? known : nothingKnown, standing, ready, choice }
    })
  const stories = fc.array(fc.tuple(situations, fc.constantFrom(1_000, 20_000, minute, 6 * minute, 2 * hour, 12 * hour)), { maxLength: 12 })

  test('there is never more than one notice a minute', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { told } = live(story)
        for (const [index, { at }] of told.entries()) expect(at - (told[index - 1]?.at ?? -minute)).toBeGreaterThanOrEqual(minute)
      }),
    )
  })

  test('nobody is told of what went well who has not asked', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const asked = story.map(([each, ms]): [Situation, number] => [{ ...each, choice: quiet }, ms])
        expect(
          live(asked)
            .told.flatMap(({ matters }) => matters)
            .filter(({ kind }) => kind === 'renewed' || kind === 'update'),
        ).toEqual([])
      }),
    )
  })

  test('of a certificate that is never well nothing is told twice, but that it became worse', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ill = story.map(([each, ms]): [Situation, number] => {
          const all = [...each.facts.certificates].map(([id, one]): [string, Certificate] => [
            id,
            { ...one, health: one.health === 'protected' ? 'working' : one.health },
          ])
          return [{ ...each, facts: { ...each.facts, certificates: new Map(all) } }, ms]
        })
        const levels = new Map<string, number>()
        // Of one that is not there any more everything is settled.
        const stays = ill.filter(([{ facts }]) => facts.about === undefined || facts.certificates.size > 0)
        for (const { key, level } of live(stays).told.flatMap(({ matters }) =>
          matters.filter(({ certificate: one }) => one !== undefined),
        )) {
          if (!key.startsWith('certificate')) continue
          expect(level).toBeGreaterThan(levels.get(key) ?? 0)
          levels.set(key, level)
        }
      }),
    )
  })

  test('what is wrong for long is told, whatever was before', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { memory } = live(story)
        const now = situation(
          { health: 'not-protected' },
          {
            facts: {
              ...situation({ health: 'not-protected' }).facts,
              certificates: new Map([['new', { ...certificate, id: 'new', health: 'not-protected' }]]),
            },
          },
        )
        const later = NoticeMemory.parse({ ...memory, lastNoticeAt: memory.lastNoticeAt === null ? null : start })
        expect(live([[now, 2 * minute]], later).told.flatMap(({ matters }) => matters.map(({ key }) => key))).toContain('certificate new')
      }),
    )
  })

  test('a clock that is set back keeps nobody waiting', () => {
    const { memory } = judge(situation({ ...failing, ...ending(start + 400 * 24 * hour) }), nothingTold, start + 400 * 24 * hour)
    const worse = situation({ ...failing, health: 'not-protected' })
    expect(live([[worse, 2 * minute]], memory).kinds).toEqual(['not-protected'])
  })

  test('nor longer than what has to have stood a while has to stand', () => {
    const stopped = situation({}, { standing: 'stopped', facts: nothingKnown })
    const { memory } = judge(stopped, nothingTold, start + 400 * 24 * hour)
    expect(live([[stopped, 6 * minute]], memory).told.map(({ at }) => at)).toEqual([5 * minute])
  })
})
