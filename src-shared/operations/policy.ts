import { z } from 'zod'
import { FleetRules } from '../domain/fleet-rules.ts'
import { read } from './operation.ts'

/** What the organisation has set for this device; null: nothing is known of a policy. */
export const DevicePolicy = z.object({ version: z.int().nonnegative(), rules: FleetRules }).nullable()
export type DevicePolicy = z.infer<typeof DevicePolicy>

export const policy = {
  get: read.route({ method: 'GET', path: '/policy' }).output(DevicePolicy),
}
