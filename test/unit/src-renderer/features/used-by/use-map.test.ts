import type { CertificateUse } from '@mylzip/shared/operations/consumers.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointOn } from '#renderer/features/used-by/curve.policy.ts'
import { drawnAs, lookOf, looksInOrder } from '#renderer/features/used-by/line-look.policy.ts'
import { groupsOf, targetIdOf } from '#renderer/features/used-by/use-map.policy.ts'
import { certificateId, name, sampleCertificate } from '../../../../support/samples.ts'

const use = (label: string, change: Partial<CertificateUse> = {}): CertificateUse => ({
  program: { kind: 'iis', place: label, label },
  thumbprint: 'AB'.repeat(20),
  address: null,
  certificate: { id: certificateId, name, version: 2 },
  subject: null,
  notAfter: null,
  standing: 'current',
  outlook: 'followed',
  target: null,
  sentence: '',
  nextStep: null,
  ...change,
})

describe('the drawing of who uses what', () => {
  test('each use is drawn once, beside its certificate; one that nothing uses is there all the same', () => {
    const foreign = use('printer', { certificate: null, thumbprint: 'CD'.repeat(20), subject: 'CN=printer' })
    const forgotten = use('old', {
      certificate: { id: '5f0c3f9e-0d5b-4a53-9d0e-6f6f6a3a8f09', name: 'old.test', version: 1 },
      standing: 'forgotten',
    })
    const unused = sampleCertificate({ id: '5f0c3f9e-0d5b-4a53-9d0e-6f6f6a3a8f02', names: ['unused.test'] })
    const groups = groupsOf([use('b'), foreign, use('a'), forgotten], [sampleCertificate(), unused])
    expect(groups.map((group) => [group.name, group.uses.map(({ program }) => program.label)])).toEqual([
      [name, ['a', 'b']],
      ['unused.test', []],
      ['CN=printer', ['printer']],
      ['old.test', ['old']],
    ])
    expect(groups.map(({ certificate }) => certificate !== undefined)).toEqual([true, true, false, false])
  })

  test('what somebody else manages is theirs, but not that it ended or ends soon', () => {
    expect(lookOf({ standing: 'foreign', outlook: 'left-behind' })).toBe('foreign')
    expect(lookOf({ standing: 'foreign', outlook: 'ended' })).toBe('ended')
    expect(lookOf({ standing: 'older', outlook: 'left-behind' })).toBe('left-behind')
  })

  test('no two lines of one drawing look alike without their colours', () => {
    for (const looks of [looksInOrder.slice(0, 7), looksInOrder.slice(7)]) {
      const shapes = looks.map((look) => `${drawnAs[look].dashes} ${drawnAs[look].mark}`)
      expect(new Set(shapes).size).toBe(looks.length)
    }
  })

  test('a target is known by its id; the device page has none', () => {
    expect(targetIdOf(use('a', { target: { id: 'iis:7c1f', label: 'a' } }))).toBe('7c1f')
    expect(targetIdOf(use('a', { target: { id: 'device-page', label: 'a' } }))).toBeUndefined()
    expect(targetIdOf(use('a'))).toBeUndefined()
  })

  test('a line’s mark lies between its ends, however far apart they are', () => {
    const px = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(px, px, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, share) => {
        const [x, y] = pointOn({ width: 96, from, to }, share)
        return x >= 0 && x <= 96 && y >= Math.min(from, to) - 0.1 && y <= Math.max(from, to) + 0.1
      }),
    )
  })
})
