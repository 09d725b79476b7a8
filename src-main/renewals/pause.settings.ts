import { z } from 'zod'
import type { Setting } from '../system/settings.repository.ts'
import type { Pause } from './pause.policy.ts'

/** Kept over a restart; null while nothing is paused. */
export const pauseSetting: Setting<Pause | null> = {
  key: 'renewals-pause',
  schema: z.object({ since: z.number(), until: z.number() }).nullable(),
  fallback: null,
}
