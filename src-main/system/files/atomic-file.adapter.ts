import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { asDiskRefusal } from './disk-refusal.policy.ts'

/** Keeps others from a file by more than its mode, while it is still empty and has another name. */
export type CloseFile = (path: string) => Promise<void>

/**
 * Replaces a file in one step: after a crash or a power cut there is the old content or the new one, never a mix,
 * and once this has answered, the new one. `mode` holds whatever the umask says. The folder must exist.
 * Refuses with DISK_FULL or DATA_FOLDER_UNWRITABLE; the old file is untouched then.
 */
export async function writeFileAtomically(path: string, data: Uint8Array | string, mode: number, close?: CloseFile): Promise<void> {
  const folder = dirname(path)
  // Its own name each time: two writers of one file must not write into each other's half.
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`)
  try {
    await writeNewFile(temporary, data, mode, close)
    await rename(temporary, path)
    await syncFolder(folder)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw asDiskRefusal(error, folder) ?? error
  }
}

/** Makes the entries of a folder (new names, renames, removals) survive a power cut. Windows does so by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a file that must not be there yet (`EEXIST`), and waits until it is on the disk; the caller syncs its folder. `mode` whatever the umask. */
export async function writeNewFile(path: string, data: Uint8Array | string, mode: number, close?: CloseFile): Promise<void> {
  const handle = await open(path, 'wx', mode)
  try {
    await handle.chmod(mode)
    await close?.(path)
    await handle.writeFile(data)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
