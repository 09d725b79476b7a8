import { LicenceKey } from '@mylzip/shared/cloud-api/licences.ts'
import { z } from 'zod'
import type { Setting } from '../system/settings.repository.ts'

const LicenceRecord = z.object({
  /** The cloud and the device that all of this is about: at another one it begins anew. */
  of: z.string(),
  /** The keys that were learnt; null before the first. */
  keys: z.array(LicenceKey).nullable(),
  document: z.string().nullable(),
  /** The latest moment ever seen, ms since the epoch. */
  seenAt: z.number(),
})
export type LicenceRecord = z.infer<typeof LicenceRecord>

export const licenceSetting: Setting<LicenceRecord> = {
  key: 'licence',
  schema: LicenceRecord,
  fallback: { of: '', keys: null, document: null, seenAt: 0 },
}
