import { expect, it } from 'vitest'
import { upgradesFrom } from '#renderer/features/plan/upgrades.policy.ts'
import { knownUsage } from '#renderer/features/plan/usage.policy.ts'

it('what is used to four fifths is near its limit, and what nobody counted is not shown', () => {
  const limits = [
    { what: 'devices', limit: 5, used: 4 },
    { what: 'ownDomains', limit: 100, used: 79 },
    { what: 'monitors', limit: 25, used: 30 },
    { what: 'apiCalls', limit: 1_000 },
  ] as const
  expect(knownUsage([...limits]).map(({ what, standing }) => [what, standing])).toEqual([
    ['devices', 'near'],
    ['ownDomains', 'well'],
    ['monitors', 'reached'],
  ])
  expect(
    knownUsage([
      { what: 'devices', limit: null, used: 3 },
      { what: 'monitors', limit: 0, used: 0 },
    ]),
  ).toEqual([])
})

it('a plan is offered those above it, each with what it adds', () => {
  expect(upgradesFrom('enterprise')).toEqual([])
  expect(upgradesFrom('premium')).toMatchObject([{ plan: 'enterprise', adds: ['fleet'] }])
  const [premium, enterprise] = upgradesFrom('free')
  expect(enterprise).toMatchObject({ beyond: 'premium', adds: ['fleet'] })
  expect(premium?.adds).toContain('wildcard')
  expect(premium?.more).toContainEqual({ what: 'ownDomains', limit: 100 })
})
