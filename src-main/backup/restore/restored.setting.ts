import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { PendingRestoration } from '../../audit/restorations.policy.ts'
import type { AgentDatabase } from '../../system/database/database.adapter.ts'
import { type Setting, settingsRepository } from '../../system/settings.repository.ts'

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

/** What the audit log is to say of a restore, and does not yet: nothing has been done here since. */
export async function pendingRestoration(db: AgentDatabase['db']): Promise<PendingRestoration | undefined> {
  const restored = await settingsRepository(db).get(restoredSetting)
  if (!restored || restored.recorded) return undefined
  return { at: restored.at, backupAt: toTimestamp(restored.backupAt), head: restored.head?.seq ?? 0, hash: restored.head?.hash ?? '' }
}
