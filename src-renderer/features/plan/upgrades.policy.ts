import { type LimitName, limitNames, type PlanFeature, type PlanName, planHas, planNames, plans } from '@mylzip/shared/domain/plans.ts'

export interface Upgrade {
  plan: PlanName
  /** The plan below it, all of which it has as well. */
  beyond: PlanName
  adds: PlanFeature[]
  /** Of what there is more than in the plan of now. */
  more: { what: LimitName; limit: number }[]
}

/** The plans above this one, and what each adds to the one below it. */
export function upgradesFrom(plan: PlanName): Upgrade[] {
  // One of a newer agent: what is above it, nobody knows here.
  if (!Object.hasOwn(plans, plan)) return []
  const { limits: now }: { limits: Record<LimitName, number | null> } = plans[plan]
  const first = planNames.indexOf(plan) + 1
  return planNames.slice(first).map((upgrade, index) => {
    const { features, limits }: { features: readonly PlanFeature[]; limits: Record<LimitName, number | null> } = plans[upgrade]
    const beyond = planNames[first + index - 1] ?? plan
    return {
      plan: upgrade,
      beyond,
      adds: features.filter((feature) => !planHas(beyond, feature)),
      more: limitNames.flatMap((what) => {
        const [limit, before] = [limits[what], now[what]]
        return limit !== null && before !== null && limit > before ? [{ what, limit }] : []
      }),
    }
  })
}
