import fc from 'fast-check'
import { expect, it } from 'vitest'
import { turnOf } from '#cloud/modules/quota/slots.policy.ts'

it('those who wait get their turns one interval apart once a bucket is empty, and never more than it holds in a window', () => {
  const bucket = fc.record({ most: fc.integer({ min: 1, max: 50 }), window: fc.integer({ min: 10_000, max: 1_000_000 }) })
  fc.assert(
    fc.property(bucket, fc.integer({ min: 1, max: 120 }), (limit, waiting) => {
      const turns = Array.from({ length: waiting }, (_, index) => turnOf(index + 1, undefined, limit, 0))
      expect(turns).toEqual(turns.toSorted((one, other) => one - other))
      expect(turns.filter((turn) => turn <= 1).length).toBe(Math.min(limit.most, waiting))
      if (waiting > limit.most) expect(turns[limit.most]).toBeCloseTo(limit.window / limit.most, -1)
    }),
  )
})
