import { link, lstat, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type CloseFile, syncFolder } from '../files/atomic-file.adapter.ts'
import { wipeFile } from '../files/wiped-file.adapter.ts'
import { type StoredKey, writeKeyFile } from './key-file.adapter.ts'

/** A second name of the file that held the key openly, so that its bytes can still be reached when the first is the locked one's. */
const oldName = (file: string) => `${file}.old`

/**
 * Puts the locked key in the open one's place, and overwrites what was there. Killed anywhere in between it leaves a key file that
 * opens: the old one until the new one has its name, the new one from then on.
 */
export async function replaceUnlocked(file: string, locked: StoredKey, lockedAt: string, close: CloseFile): Promise<void> {
  const old = oldName(file)
  await rm(old, { force: true })
  // Not every file system has second names; then the old bytes are left to be overwritten by whatever comes next.
  await link(file, old).catch(() => undefined)
  await writeKeyFile(file, locked, close)
  await rm(lockedAt, { force: true })
  await syncFolder(dirname(file))
  await forgetUnlocked(file)
}

/** To be called only when the key file is a locked one: before that the second name is the key file's own content. */
export async function forgetUnlocked(file: string): Promise<void> {
  const old = oldName(file)
  const [current, left] = await Promise.all([lstat(file, { bigint: true }), lstat(old, { bigint: true }).catch(() => undefined)])
  if (!left) return
  if (left.ino === current.ino && left.dev === current.dev) await rm(old, { force: true })
  else await wipeFile(old)
}
