import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnVersion } from '#main/consumers/certificate-use.ts'
import { outlookOf, standingOf } from '#main/consumers/standing.policy.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const own = (version: number, inUse: number | null, isForgotten = false): OwnVersion => ({
  certificateId: 'id',
  name: 'desk.acme.test',
  version,
  inUse,
  isForgotten,
  isRenewed: true,
  notAfter: now + 60 * day,
})

describe('what a program’s certificate is to this agent', () => {
  test.each([
    ['the version in use', { own: own(3, 3), isInStore: true }, 'current'],
    ['one before it', { own: own(2, 3), isInStore: true }, 'older'],
    ['one that is being put in its place', { own: own(4, 3), isInStore: true }, 'newer'],
    ['the first that ever was', { own: own(1, null), isInStore: true }, 'newer'],
    ['one that is managed no longer', { own: own(3, 3, true), isInStore: true }, 'forgotten'],
    ['somebody else’s', { own: undefined, isInStore: true }, 'foreign'],
    ['somebody else’s, where nobody can look for it', { own: undefined, isInStore: undefined }, 'foreign'],
    ['one of ours that was taken from the store', { own: own(3, 3), isInStore: false }, 'missing'],
    ['one that nobody has', { own: undefined, isInStore: false }, 'missing'],
  ] as const)('%s', (_, known, standing) => {
    expect(standingOf({ kind: 'rdp', ...known })).toBe(standing)
  })

  test('is never a missing one where the program has a copy of its own', () => {
    for (const kind of ['device-page', 'files', 'script'] as const)
      expect(standingOf({ kind, own: own(3, 3), isInStore: false })).toBe('current')
  })
})

describe('what becomes of it by itself', () => {
  const inDays = (days: number) => now + days * day

  test('a program that is told of each new version needs no word, even in the last week', () => {
    expect(outlookOf({ standing: 'current', notAfter: inDays(3), isFollowed: true }, now)).toBe('followed')
  })

  test('one that nobody tells goes on with its certificate, which is a matter in the week before its end', () => {
    expect(outlookOf({ standing: 'current', notAfter: inDays(7.01), isFollowed: false }, now)).toBe('left-behind')
    expect(outlookOf({ standing: 'current', notAfter: inDays(7), isFollowed: false }, now)).toBe('ends-soon')
    expect(outlookOf({ standing: 'current', notAfter: now, isFollowed: false }, now)).toBe('ended')
  })

  test('an old version is a matter in its last week, although a target is set up that should have told its program', () => {
    expect(outlookOf({ standing: 'older', notAfter: inDays(6), isFollowed: true }, now)).toBe('ends-soon')
  })

  test('is the same whoever asks first, and gets no better with time', () => {
    const rank = ['followed', 'unknown', 'left-behind', 'ends-soon', 'ended', 'broken']
    const standings = fc.constantFrom('current', 'older', 'newer', 'forgotten', 'foreign', 'missing' as const)
    fc.assert(
      fc.property(
        standings,
        fc.option(fc.integer({ min: -30, max: 30 })),
        fc.boolean(),
        fc.nat(60),
        (standing, days, isFollowed, later) => {
          const use = { standing, isFollowed, notAfter: days === null ? undefined : inDays(days) }
          const [before, after] = [outlookOf(use, now), outlookOf(use, inDays(later))]
          expect(rank.indexOf(after)).toBeGreaterThanOrEqual(rank.indexOf(before))
          if (before === 'broken') expect(standing).toBe('missing')
        },
      ),
    )
  })
})
