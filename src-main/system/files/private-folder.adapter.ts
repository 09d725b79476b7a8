import { chmod, lstat } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { asDiskRefusal } from './disk-refusal.policy.ts'
import { makeFolder } from './make-folder.adapter.ts'

/**
 * Makes sure of a folder that only its owner may enter (0700), also when it was there before with other rights.
 * Refuses with DATA_FOLDER_NOT_PRIVATE (a link, or another user's), DATA_FOLDER_UNWRITABLE or DISK_FULL.
 */
export async function ensurePrivateFolder(folder: string): Promise<void> {
  try {
    makeFolder(folder)
    // Windows folders have no mode: below the profile they are their user's own.
    if (process.platform !== 'win32') await keepOthersOut(folder)
  } catch (error) {
    throw asDiskRefusal(error, folder) ?? error
  }
}

async function keepOthersOut(folder: string): Promise<void> {
  const found = await lstat(folder)
  if (found.isSymbolicLink()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it is a link to another place' })
  if (found.uid !== process.getuid?.()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it belongs to another user' })
  if (found.mode & 0o077) await chmod(folder, 0o700)
}
