import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refuseNewer } from '../../system/database/database-file.policy.ts'
import { inspectDatabase } from '../../system/database/inspect.adapter.ts'
import { migrationNames } from '../../system/database/migrations/all.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { type BackupContent, readContent } from '../content/read-content.ts'

/**
 * Unpacks the backup's database into a folder of its own (0700), and reads the rest. Refuses as `readContent` does,
 * with BACKUP_NEWER before anything is unpacked, or with DISK_FULL.
 */
export async function stageBackup(file: string, passphrase: string, staged: string): Promise<BackupContent> {
  const databaseFile = join(staged, 'agent.db')
  try {
    await mkdir(staged, { mode: 0o700 })
    const content = await readContent(file, passphrase, async (pieces, { migrations }) => {
      refuseNewerBackup(file, migrations)
      await unpack(databaseFile, pieces)
    })
    if ((await inspectDatabase(databaseFile, migrationNames)) !== 'usable')
      throw new Refusal('BACKUP_DAMAGED', { file, reason: 'its database cannot be opened' })
    return content
  } catch (error) {
    throw asDiskRefusal(error, staged) ?? error
  }
}

/** Reads a backup from end to end and keeps nothing. Refuses as `stageBackup` does, but for what the disk says. */
export async function proveBackup(file: string, passphrase: string): Promise<void> {
  await readContent(file, passphrase, async (pieces, { migrations }) => {
    refuseNewerBackup(file, migrations)
    for await (const _ of pieces);
  })
}

function refuseNewerBackup(file: string, migrations: readonly string[]): void {
  try {
    refuseNewer(migrations, migrationNames)
  } catch (error) {
    const found = error instanceof Refusal ? String(error.data.found) : ''
    throw new Refusal('BACKUP_NEWER', { file, found }, { cause: error })
  }
}

async function unpack(databaseFile: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(databaseFile, 'wx', 0o600)
  try {
    for await (const piece of pieces) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
