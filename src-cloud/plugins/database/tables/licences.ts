import type { LimitName, PlanName } from '@mylzip/shared/domain/plans.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface LicenceTables {
  licences: LicenceTable
  api_calls: ApiCallTable
  usage_warnings: UsageWarningTable
}

/** A plan that a team has for a while. What is free needs none. */
export interface LicenceTable {
  id: string
  team_id: string
  plan: Exclude<PlanName, 'free'>
  /** How many devices it is for; null: all of the team's. */
  devices: number | null
  source: 'operator' | 'trial'
  starts_at: Instant
  ends_at: Instant
  withdrawn_at: Instant | null
  created_at: Instant
}

/** Calls with the team's API tokens, by month in UTC (`2026-11`). */
export interface ApiCallTable {
  team_id: string
  month: string
  calls: number
}

/** What a team was warned of already. `period`: the month, or the licence, within which it is said once. */
export interface UsageWarningTable {
  team_id: string
  what: LimitName
  period: string
  percent: number
  warned_at: Instant
}
