import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/**
 * Makes a folder and those on the way to it (0700), one at a time. Node's own way (`recursive`) never ends below /proc:
 * there the system says that a folder on the way is missing, however often that one is found. Refuses with
 * DATA_FOLDER_UNWRITABLE there, and throws what the system says otherwise.
 */
export function makeFolder(folder: string, wanted = folder): void {
  if (isMade(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent, wanted)
  if (parent !== folder && isMade(folder)) return
  throw new Refusal('DATA_FOLDER_UNWRITABLE', { folder: wanted, reason: 'nothing can be made there' })
}

/** False where the folder above is missing. What another process has made meanwhile is as good. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false
    // Drives of Windows answer EPERM when they are to be made.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return true
    throw error
  }
}
