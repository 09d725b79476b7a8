import { z } from 'zod'
import { AcmeDirectory } from './acme-directory.ts'
import { deployTargets } from './deploy-targets.ts'
import { KeyType } from './key-types.ts'

export const RenewalRules = z.strictObject({
  /** Renewed so many days before its end … */
  daysLeft: z.int().min(1).max(200).optional(),
  /** … or when this share of its life is left. Earlier where the authority asks for it. */
  shareLeft: z.number().gt(0).max(0.5).optional(),
  /** Hours of the day, on the device’s own clock, in which renewals are begun; over midnight where `to` is the lesser. */
  hours: z.strictObject({ from: z.int().min(0).max(23), to: z.int().min(0).max(24) }).optional(),
})
export type RenewalRules = z.infer<typeof RenewalRules>

/** What an organisation wants of a device. What it does not name is chosen on the device. */
export const FleetRules = z.strictObject({
  /** The only ones that are ordered at, in this order. */
  authorities: z.array(AcmeDirectory.max(255)).min(1).max(5).optional(),
  /** Whose account orders: the device's own, or the team's where it has one at the authority. */
  account: z.enum(['own', 'team']).optional(),
  profile: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .optional(),
  keyType: KeyType.optional(),
  renewal: RenewalRules.optional(),
  /** What certificates may be given to beside the device page, which proves that they work. */
  targets: z.array(z.enum(deployTargets)).max(deployTargets.length).optional(),
  /** False: private keys are given out by no device. */
  exportableKeys: z.boolean().optional(),
})
export type FleetRules = z.infer<typeof FleetRules>

/** With one `*` or several for any letters. */
const LabelPattern = z.string().regex(/^[a-z0-9*-]{1,63}$/, 'must be of letters a to z, digits, hyphens and *')

export const FleetPolicy = z.strictObject({
  /** For each device … */
  everyone: FleetRules.default({}),
  /** … but what the first group names that the device’s label belongs to. */
  groups: z
    .array(
      z.strictObject({
        name: z
          .string()
          .trim()
          .min(1)
          .max(60)
          .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u),
        labels: z.array(LabelPattern).min(1).max(50),
        rules: FleetRules,
      }),
    )
    .max(50)
    .default([]),
  /** Words that no device of the team may newly be called, or be taken for. */
  reservedLabels: z
    .array(z.string().regex(/^[a-z0-9-]{1,63}$/))
    .max(200)
    .default([]),
})
export type FleetPolicy = z.infer<typeof FleetPolicy>

export const noPolicy: FleetPolicy = { everyone: {}, groups: [], reservedLabels: [] }
