import { type PlanFeature, type PlanName, planFeatures, planNames, plans } from '@mylzip/shared/domain/plans.ts'

/** A plan as callers see it. */
export function planView(plan: PlanName) {
  const { name, price, limits, features } = plans[plan]
  const named = features.map((feature: PlanFeature) => ({ feature, words: planFeatures[feature] }))
  return { plan, name, priceCents: price.cents, priceFor: price.for, monitors: limits.monitors || null, features: named }
}

/** The plans above this one, and what each adds to it. */
export function upgradesFrom(plan: PlanName) {
  const has: readonly PlanFeature[] = plans[plan].features
  return planNames.slice(planNames.indexOf(plan) + 1).map((upgrade) => {
    const features: readonly PlanFeature[] = plans[upgrade].features
    return { ...planView(upgrade), adds: features.filter((feature) => !has.includes(feature)) }
  })
}
