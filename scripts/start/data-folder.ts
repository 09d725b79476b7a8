import { accessSync, chmodSync, constants, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { makeFolder } from '../../src-main/system/files/make-folder.adapter.ts'

/**
 * Makes the folder, for this user alone. One that was there before may be shared; the folders in it where keys lie may
 * not. Refuses with DATA_FOLDER_NOT_PRIVATE or DATA_FOLDER_UNWRITABLE before anything is started in vain.
 */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
    if (process.platform !== 'win32') for (const name of ['agent', 'practice']) keepOthersOut(join(folder, name))
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason }, { cause })
  }
}

function keepOthersOut(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) return
  if (found.isSymbolicLink()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it is a link to another place' })
  if (found.uid !== process.getuid?.()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it belongs to another user' })
  if (found.mode & 0o077) chmodSync(folder, 0o700)
}
