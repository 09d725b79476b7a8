import { randomUUID } from 'node:crypto'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { DiskSight } from './disk.policy.ts'

/** What a renewal writes, keys, chain and database together, and then some. */
const trial = Buffer.alloc(256 * 1024)

/** Looks at the disk that holds a folder, and sees whether something as large as a renewal can still be written there; it is removed again. */
export async function lookAtDisk(folder: string): Promise<DiskSight> {
  const { type, bsize, bavail, blocks, ffree, files } = await statfs(folder)
  return {
    folder,
    type,
    free: bavail * bsize,
    size: blocks * bsize,
    freeFiles: files === 0 ? undefined : ffree,
    writing: await tryToWrite(folder),
  }
}

async function tryToWrite(folder: string): Promise<string | undefined> {
  const file = join(folder, `.doctor-${randomUUID()}`)
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(trial)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return undefined
  } catch (error) {
    return systemErrorCode(error) ?? String(error)
  } finally {
    await rm(file, { force: true }).catch(() => undefined)
  }
}
