import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { dumpEmbedded, loadEmbedded } from '../plugins/database/embedded.ts'
import type { OpenDatabase } from '../plugins/database/open-database.ts'
import { refuseExisting, refuseUnreadable } from './backup-file.ts'

/** The embedded database as one file, gzip over tar, made while no other process has the folder. Refuses with DATA_FOLDER_IN_USE. */
export async function backUpEmbedded(folder: string, file: string): Promise<void> {
  await refuseExisting(file)
  if (!existsSync(join(folder, 'pgdata')))
    throw new Refusal('CLOUD_BACKUP_UNREADABLE', { file: folder, reason: 'there is no database in it' })
  const partial = `${file}.partial`
  // Never through a link that somebody put there, nor into a file that others may read.
  await rm(partial, { force: true })
  try {
    await writeFile(partial, await dumpEmbedded(folder), { mode: 0o600, flag: 'wx', flush: true })
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Into a folder without a database, which has one only once `settle` has made it good to use. Refuses with RESTORE_NEEDS_EMPTY_DATABASE, CLOUD_BACKUP_UNREADABLE, DATA_FOLDER_IN_USE. */
export async function restoreEmbedded(folder: string, file: string, settle: (db: OpenDatabase['db']) => Promise<string>): Promise<string> {
  if (existsSync(join(folder, 'pgdata'))) throw new Refusal('RESTORE_NEEDS_EMPTY_DATABASE')
  const backup = await readFile(file).catch(refuseUnreadable(file))
  if (backup[0] !== 0x1f || backup[1] !== 0x8b) throw new Refusal('CLOUD_BACKUP_UNREADABLE', { file, reason: 'it is no gzip file' })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unreadable = (reason: string) => (cause: unknown) => {
    if (cause instanceof Refusal) throw cause
    throw new Refusal('CLOUD_BACKUP_UNREADABLE', { file, reason }, { cause })
  }
  return loadEmbedded(folder, backup, (db) => settle(db).catch(unreadable('what it holds cannot be made good to use'))).catch(
    unreadable('it holds no database'),
  )
}
