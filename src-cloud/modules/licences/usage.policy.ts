import type { HeldLicence } from '@mylzip/shared/domain/entitlement.policy.ts'
import { type LimitName, limitNames, type PlanLimits, plans } from '@mylzip/shared/domain/plans.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface Usage {
  what: LimitName
  used: number
  limit: number | null
  warning: 80 | 100 | null
}

/** What a team may use: the plan's limits, the devices as many as its licence is for. */
export function limitsOf(held: HeldLicence | null): PlanLimits {
  return held === null ? plans.free.limits : { ...plans[held.plan].limits, devices: held.devices }
}

export function usageOf(used: Readonly<Record<LimitName, number>>, limits: PlanLimits): Usage[] {
  return limitNames.map((what) => ({ what, used: used[what], limit: limits[what], warning: warningAt(used[what], limits[what]) }))
}

/** Where nothing is included nothing is used up. */
function warningAt(used: number, limit: number | null): Usage['warning'] {
  if (limit === null || limit === 0) return null
  if (used >= limit) return 100
  return used >= limit * 0.8 ? 80 : null
}

/** `2026-11`, in UTC. */
export function monthOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 7)
}
