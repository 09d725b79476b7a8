import type { BackupContents } from '@mylzip/shared/operations/backup.ts'

export const sampleBackup: BackupContents = {
  madeAt: '2026-11-21T09:00:00.000Z',
  version: '0.1.0',
  device: null,
  certificates: [],
  missingKeys: [],
  auditHead: null,
}
