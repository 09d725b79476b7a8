import { z } from 'zod'
import type { Setting } from '../../system/settings.repository.ts'

/** What a restore leaves to the next start, which has the cloud and the authorities to do it with. */
export const Restored = z.object({
  /** When it was restored, and to what; moments in ms. */
  at: z.int(),
  backupAt: z.int(),
  head: z.object({ seq: z.int().positive(), hash: z.string() }).nullable(),
  /** Whether the audit log says so already. */
  recorded: z.boolean(),
})
export type Restored = z.infer<typeof Restored>

export const restoredSetting: Setting<Restored | null> = { key: 'restored', schema: Restored.nullable(), fallback: null }
