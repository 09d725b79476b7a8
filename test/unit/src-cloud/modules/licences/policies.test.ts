import { day } from '@mylzip/shared/domain/time.ts'
import { expect, it } from 'vitest'
import { standingOf } from '#cloud/modules/licences/standing.policy.ts'
import { limitsOf, monthOf, usageOf } from '#cloud/modules/licences/usage.policy.ts'

const now = Date.UTC(2026, 10, 27)
const row = {
  id: 'a',
  plan: 'premium',
  devices: 10,
  source: 'operator',
  starts_at: now - day,
  ends_at: now + day,
  withdrawn_at: null,
} as const

it('the best licence counts: the higher plan, then more devices, then the later end', () => {
  const all = [
    row,
    { ...row, id: 'b', devices: null },
    { ...row, id: 'c', plan: 'enterprise', devices: 1 },
    { ...row, id: 'd', plan: 'enterprise', devices: 25 },
    { ...row, id: 'e', plan: 'enterprise', devices: 25, ends_at: now + 2 * day },
    { ...row, id: 'f', plan: 'enterprise', devices: 99, starts_at: now + 1 },
  ] as const
  expect(standingOf(all, now).held?.id).toBe('e')
  expect(standingOf(all.slice(0, 2), now).held?.id).toBe('b')
})

it('a withdrawn licence has ended when it was withdrawn', () => {
  expect(standingOf([{ ...row, withdrawn_at: now - 5 }], now)).toMatchObject({ held: null, ended: { endsAt: now - 5 } })
  expect(standingOf([row], now + day)).toMatchObject({ held: null, ended: { endsAt: now + day } })
})

it('warns from 80 and from 100 percent on, and never of what is not included or has no limit', () => {
  const used = { devices: 8, ownDomains: 99, monitors: 0, apiCalls: 1_000_000_000 }
  const seen = usageOf(used, { devices: 10, ownDomains: 99, monitors: 0, apiCalls: null })
  expect(seen.map(({ warning }) => warning)).toEqual([80, 100, null, null])
  expect(limitsOf(null).devices).toBeNull()
  expect(limitsOf({ plan: 'enterprise', devices: 40, endsAt: now }).devices).toBe(40)
  expect(monthOf(Date.UTC(2026, 11, 31, 23, 59, 59))).toBe('2026-12')
})
