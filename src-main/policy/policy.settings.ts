import { LicenceKey } from '@mylzip/shared/cloud-api/licences.ts'
import { z } from 'zod'
import type { Setting } from '../system/settings.repository.ts'

const PolicyRecord = z.object({
  /** The cloud and the device that all of this is about: at another one it begins anew. */
  of: z.string(),
  /** The keys that were learnt; null before the first. */
  keys: z.array(LicenceKey).nullable(),
  /** As it came, signed: it is checked whenever it is read. */
  document: z.string().nullable(),
  /** What the cloud calls it by. */
  etag: z.string().nullable(),
})
export type PolicyRecord = z.infer<typeof PolicyRecord>

export const policySetting: Setting<PolicyRecord> = {
  key: 'fleet-policy',
  schema: PolicyRecord,
  fallback: { of: '', keys: null, document: null, etag: null },
}
