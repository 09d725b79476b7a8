import type { BackupContents } from '@mylzip/shared/operations/backup.ts'

/** What lies in a backup that was made or looked into. */
export const backupContents: BackupContents = {
  madeAt: '2026-11-21T09:00:00.000Z',
  version: '0.1.0',
  device: null,
  certificates: [],
  missingKeys: [],
  auditHead: null,
}
