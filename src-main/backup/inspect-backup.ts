import type { BackupContents } from '@mylzip/shared/operations/backup.ts'
import { readContent } from './content/read-content.ts'

/** What is in a backup, once every byte of it has been read and proven. Refuses as `readContent` does. */
export async function inspectBackup({ file, passphrase }: { file: string; passphrase: string }): Promise<BackupContents> {
  return (await readContent(file, passphrase)).manifest.contents
}
