import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OldVersion, planPruning } from '#main/certificates/pruning.policy.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const version = (number: number, daysLeft: number | null, more: Partial<OldVersion> = {}): OldVersion => ({
  number,
  notAfter: daysLeft === null ? null : now + daysLeft * day,
  wasInPlace: daysLeft !== null,
  isSealed: true,
  isCompromised: false,
  isUsed: false,
  ...more,
})

describe('what is kept of a certificate’s versions', () => {
  test('is the one in use, the one before until it ends, and every newer one', () => {
    const versions = [version(1, 20), version(2, 80), version(3, null)]
    expect(planPruning(versions, 2, false, now)).toEqual({ keys: [], versions: [], kept: [] })
    expect(planPruning([version(1, -1), version(2, 60)], 2, false, now)).toEqual({ keys: [1], versions: [], kept: [] })
  })

  test('is no sealed key of any older one, however long that one would be valid', () => {
    expect(planPruning([version(1, 70), version(2, 75), version(3, 80)], 3, false, now)).toEqual({ keys: [1], versions: [], kept: [] })
  })

  test('is none that ended more than thirty days ago, save the one before', () => {
    const versions = [version(1, -31), version(2, -29), version(3, -31), version(4, 60)]
    expect(planPruning(versions, 4, false, now)).toEqual({ keys: [2, 3], versions: [1], kept: [] })
  })

  test('is one that ended long ago, for as long as some program uses it; its sealed key goes all the same', () => {
    const versions = [version(1, -400, { isUsed: true }), version(2, -31), version(3, -31), version(4, 60)]
    expect(planPruning(versions, 4, false, now)).toEqual({ keys: [1, 3], versions: [2], kept: [1] })
  })

  test('the one before is the last that programs were told to use, not one that came to nothing', () => {
    const versions = [version(1, 30), version(2, 40, { wasInPlace: false }), version(3, null), version(4, 80)]
    expect(planPruning(versions, 4, false, now)).toEqual({ keys: [2], versions: [3], kept: [] })
  })

  test('a version whose key was reported stays without its key, so that the key is never taken again', () => {
    const versions = [version(1, -400, { isCompromised: true }), version(2, 30), version(3, 60)]
    expect(planPruning(versions, 3, false, now)).toEqual({ keys: [1], versions: [], kept: [] })
  })

  test('is everything while the one in use has ended itself: the clock may be wrong, and a roll-back may be needed', () => {
    const versions = [version(1, -400), version(2, -300), version(3, -1)]
    expect(planPruning(versions, 3, false, now)).toEqual({ keys: [], versions: [], kept: [] })
    expect(planPruning(versions, null, false, now)).toEqual({ keys: [], versions: [], kept: [] })
  })

  test('is every version, without the keys of those that ended, where the certificate is managed no more', () => {
    expect(planPruning([version(1, -400), version(2, -1), version(3, 10)], 3, true, now)).toEqual({ keys: [1, 2], versions: [], kept: [] })
  })

  test('never costs the one in use, a newer one or a key that a roll-back needs, and is all done at once', () => {
    const some = fc.record({
      daysLeft: fc.option(fc.integer({ min: -500, max: 100 })),
      wasInPlace: fc.boolean(),
      isSealed: fc.boolean(),
      isCompromised: fc.boolean(),
      isUsed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.nat(9), fc.boolean(), (facts, inUse, isRetired) => {
        const versions = facts.map(({ daysLeft, ...more }, index) => version(index + 1, daysLeft, more))
        const { keys, kept, versions: gone } = planPruning(versions, inUse, isRetired, now)
        expect(versions.filter(({ isUsed, number }) => isUsed && gone.includes(number))).toEqual([])
        const whereUnused = planPruning(
          versions.map((each) => ({ ...each, isUsed: false })),
          inUse,
          isRetired,
          now,
        )
        expect([...gone, ...kept].sort((a, b) => a - b)).toEqual(whereUnused.versions)
        expect(keys.filter((number) => !whereUnused.keys.includes(number) && !kept.includes(number))).toEqual([])
        if (!isRetired) expect([...keys, ...gone].every((number) => number < inUse)).toBe(true)
        const before = versions.findLast(({ number, notAfter, wasInPlace }) => number < inUse && notAfter !== null && wasInPlace)
        if (before && !isRetired) expect(gone).not.toContain(before.number)
        if (before?.notAfter && before.notAfter > now) expect(keys).not.toContain(before.number)
        expect(versions.some(({ isCompromised, number }) => isCompromised && gone.includes(number))).toBe(false)
        const left = versions
          .filter(({ number }) => !gone.includes(number))
          .map((each) => (keys.includes(each.number) ? { ...each, isSealed: false } : each))
        expect(planPruning(left, inUse, isRetired, now)).toEqual({ keys: [], versions: [], kept })
      }),
    )
  })
})
