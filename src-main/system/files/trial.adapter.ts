import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { asDiskRefusal } from './disk-refusal.policy.ts'

/** What a renewal writes, keys, chain and database together, and then some. */
const trial = Buffer.alloc(256 * 1024)

/** Writes something as large as a renewal into a folder, and takes it away again. Rejects with the system's error. */
export async function writeTrial(folder: string): Promise<void> {
  const file = join(folder, `.trial-${randomUUID()}`)
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(trial)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } finally {
    await rm(file, { force: true }).catch(() => undefined)
  }
}

/** Refuses with DISK_FULL or DATA_FOLDER_UNWRITABLE. */
export async function assertRoom(folder: string): Promise<void> {
  await writeTrial(folder).catch((error: unknown) => {
    throw asDiskRefusal(error, folder) ?? error
  })
}
