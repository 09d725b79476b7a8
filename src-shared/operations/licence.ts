import { z } from 'zod'
import { limitNames, planFeatureNames, planNames } from '../domain/plans.ts'
import { read } from './operation.ts'
import { Timestamp } from './values.ts'

/** What is counted, how much the plan has of it (null: without a limit) and, where the cloud said so, how much is used. */
const LicenceLimit = z.object({
  what: z.enum(limitNames),
  limit: z.int().nonnegative().nullable(),
  used: z.int().nonnegative().optional(),
})

/** What this device may begin, by its team's licence. What is managed already is renewed whatever stands here. */
export const DeviceLicence = z.object({
  /** In force for this device at this moment. */
  plan: z.enum(planNames),
  /**
   * `grace`: the cloud has not confirmed it for more than a day, and it holds all the same; `unconfirmed`: it was never told, or not
   * for so long that only what is free holds.
   */
  state: z.enum(['valid', 'grace', 'expired', 'unconfirmed']),
  /** The one that holds or, where none does, the best that has ended; null: the team has had none. */
  licence: z.object({ plan: z.enum(planNames), devices: z.int().positive().nullable(), endsAt: Timestamp }).nullable(),
  /** False: the team's licence is for fewer devices, and this is not one of them. */
  covered: z.boolean(),
  /** When the cloud last said so. */
  confirmedAt: Timestamp.nullable(),
  /** Until then it holds although the cloud says nothing; null where there is nothing to lose. */
  worksWithoutCloudUntil: Timestamp.nullable(),
  features: z.array(z.enum(planFeatureNames)),
  limits: z.array(LicenceLimit),
  /** Whether the team may begin the trial; absent where the cloud did not say. */
  trialAvailable: z.boolean().optional(),
  /** Where people of the team find each other and what belongs to it; absent where the cloud did not say. */
  teamPage: z.url().optional(),
})
export type DeviceLicence = z.infer<typeof DeviceLicence>

export const licence = {
  /** Asks the cloud, and answers with what is known here where it does not answer in time. */
  get: read.route({ method: 'GET', path: '/licence' }).output(DeviceLicence),
}
