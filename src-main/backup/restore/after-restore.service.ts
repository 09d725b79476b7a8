import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AnchoredHead, AuditService } from '../../audit/audit.service.ts'
import type { RestorationDetail } from '../../audit/restorations.policy.ts'
import { type CertificateRow, certificateRepository } from '../../certificates/certificate.repository.ts'
import { isKeyLost } from '../../certificates/key-lost.policy.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentDatabase } from '../../system/database/database.adapter.ts'
import type { Random } from '../../system/random.port.ts'
import { settingsRepository } from '../../system/settings.repository.ts'
import { type Restored, restoredSetting } from './restored.setting.ts'
import { spreadAfterRestore } from './spread.policy.ts'

export interface AfterRestoreNeeds {
  db: AgentDatabase['db']
  clock: Clock
  random: Random
  audit: Pick<AuditService, 'record' | 'announce' | 'goOnAfter' | 'newestGenuine'>
  /** What the cloud holds of the log; undefined when it does not answer in time. */
  cloudHeads(): Promise<AnchoredHead[] | undefined>
  /** Asks the authority when the certificate is to be renewed, and writes that down. */
  replan(certificateId: string): Promise<void>
}

/** What only a running agent can do about a restore. Each part is done once, or again where it was cut off. */
export function createAfterRestore(needs: AfterRestoreNeeds) {
  const { audit, clock, db, random } = needs
  const pending = () => settingsRepository(db).get(restoredSetting)

  return {
    /** Before anything else is written to the log: says there that it went back, and to where. */
    async record(): Promise<void> {
      const restored = await pending()
      if (!restored || restored.recorded) return
      const lost = await audit.newestGenuine((await needs.cloudHeads()) ?? [])
      const activity = await db.transaction().execute(async (tx) => {
        if (lost) await audit.goOnAfter(tx, lost)
        await settingsRepository(tx).set(restoredSetting, { ...restored, recorded: true })
        return audit.record(tx, { actor: 'administrator', action: 'restored', subject: 'backup', detail: detailOf(restored, lost) })
      })
      audit.announce(activity)
    },

    /** Before anything is ordered: every certificate's authority is asked, and what is due is spread over time. */
    async planAnew(): Promise<void> {
      if (!(await pending())) return
      const ids = (await certificateRepository(db).list()).map(({ id }) => id)
      // At once: an authority that does not answer is waited for once, and not for each certificate.
      await Promise.all(ids.map(needs.replan))
      for (const id of ids) {
        const certificate = await certificateRepository(db).find(id)
        if (certificate) await spread(certificate, { clock, db, random })
      }
      await settingsRepository(db).set(restoredSetting, null)
    },
  }
}

export type AfterRestore = ReturnType<typeof createAfterRestore>

function detailOf({ backupAt, head }: Restored, lost: AnchoredHead | undefined): RestorationDetail {
  return { backupAt: toTimestamp(backupAt), head: head?.seq ?? 0, hash: head?.hash ?? '', cloudHead: lost?.seq ?? null }
}

async function spread(
  certificate: CertificateRow,
  { clock, db, random }: Pick<AfterRestoreNeeds, 'clock' | 'db' | 'random'>,
): Promise<void> {
  const { id, next_attempt_at, renewal_at, window_drawn_at } = certificate
  const now = clock.now()
  const certificates = certificateRepository(db)
  const version = await versionRepository(db).latestIssued(id)
  if (isIssued(version) && renewal_at !== null) {
    const due = { at: renewal_at, notAfter: version.not_after, keyLost: isKeyLost(version) }
    const at = spreadAfterRestore(due, now, random)
    // A drawn moment is kept as long as the authority names the same window.
    if (at !== renewal_at) await certificates.update(id, { renewal_at: at, window_drawn_at: window_drawn_at === null ? null : at })
  }
  if (next_attempt_at !== null && next_attempt_at <= now) {
    const due = { at: next_attempt_at, notAfter: version?.not_after ?? now, keyLost: false }
    await certificates.update(id, { next_attempt_at: spreadAfterRestore(due, now, random) })
  }
}
