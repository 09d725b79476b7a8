import { licenceRefusal, planInForce, withoutLicence } from '@mylzip/shared/domain/entitlement.policy.ts'
import { type PlanFeature, planFeatureNames, planNames, plans } from '@mylzip/shared/domain/plans.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'

const now = Date.UTC(2026, 10, 27)
const premium = { plan: 'premium', devices: 2, endsAt: now + day } as const
const enterprise = { plan: 'enterprise', devices: null, endsAt: now - day } as const

it.each([
  ['nobody ever had it', withoutLicence, 'wildcard', 'LICENCE_REQUIRED'],
  ['it holds', { held: premium, ended: null, covered: true }, 'wildcard', undefined],
  ['it is for other devices', { held: premium, ended: null, covered: false }, 'wildcard', 'LICENCE_LIMIT_REACHED'],
  ['it ended', { held: null, ended: enterprise, covered: true }, 'wildcard', 'LICENCE_EXPIRED'],
  ['it ended since it was told', { held: { ...premium, endsAt: now }, ended: null, covered: true }, 'wildcard', 'LICENCE_EXPIRED'],
  ['a higher plan that had it ended', { held: premium, ended: enterprise, covered: true }, 'fleet', 'LICENCE_EXPIRED'],
  ['a lower plan never had it', { held: premium, ended: null, covered: true }, 'fleet', 'LICENCE_REQUIRED'],
] as const)('where %s, what is refused has its own code', (_why, standing, feature, code) => {
  expect(licenceRefusal(standing, feature, now)?.code).toBe(code)
})

it('what is free is refused to nobody, whatever became of their licence', () => {
  const licence = fc.record({ plan: fc.constantFrom(...planNames), devices: fc.option(fc.nat()), endsAt: fc.integer() })
  const standing = fc.record({ held: fc.option(licence), ended: fc.option(licence), covered: fc.boolean() })
  fc.assert(
    fc.property(standing, fc.constantFrom(...plans.free.features), fc.integer(), (any, feature, at) => {
      expect(licenceRefusal(any, feature, at)).toBeUndefined()
    }),
  )
})

it('a plan in force lets through exactly what it has', () => {
  for (const plan of planNames) {
    const standing = { held: { plan, devices: null, endsAt: now + day }, ended: null, covered: true }
    expect(planInForce(standing, now)).toBe(plan)
    for (const feature of planFeatureNames) {
      const has = (plans[plan].features as readonly PlanFeature[]).includes(feature)
      expect(licenceRefusal(standing, feature, now) === undefined, `${plan} ${feature}`).toBe(has)
    }
  }
})
