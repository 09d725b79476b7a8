import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'

/** What the organisation wants of this device. */
export interface OrganisationPolicy {
  version: number
  rules: FleetRules
}

/** As it is known at this moment; undefined: nothing is known, and nothing is wanted. */
export type PolicyNow = () => OrganisationPolicy | undefined
