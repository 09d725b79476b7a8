import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { ReadBytes } from '../format/decrypt.ts'

// Opening a pipe does not wait for its other end then. Windows knows no such flag.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Hands a file to `use`, to be read from its beginning. Refuses with BACKUP_UNREADABLE. */
export async function withBackupFile<T>(file: string, use: (read: ReadBytes) => Promise<T>): Promise<T> {
  const reading = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      const code = systemErrorCode(error)
      const reason = code === 'ENOENT' ? 'it is not there' : code
      throw reason === undefined ? error : new Refusal('BACKUP_UNREADABLE', { file, reason }, { cause: error })
    })
  const handle = await reading(open(file, withoutWaiting))
  try {
    const found = await reading(handle.stat())
    if (!found.isFile()) throw new Refusal('BACKUP_UNREADABLE', { file, reason: found.isDirectory() ? 'EISDIR' : 'it is no ordinary file' })
    return await use(async (length) => {
      const bytes = Buffer.alloc(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await reading(handle.read(bytes, filled, length - filled))
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    })
  } finally {
    await handle.close()
  }
}
