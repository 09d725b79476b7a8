import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** No certificate, key, request or password is larger. */
const usuallyLargest = 1_000_000

// Opening a pipe does not wait for its other end then. Windows knows no such flag.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Every file that is named on the command line to be read. Refuses with INPUT_FILE_UNREADABLE what is no ordinary file
 * (a pipe may never be written to, a device may never end) and what is far too large to be meant.
 */
export async function readInputFile(file: string, { largest = usuallyLargest }: { largest?: number } = {}): Promise<Buffer> {
  if (file === '') throw new Refusal('INPUT_FILE_UNREADABLE', { file: '“”', reason: 'it has no name' })
  try {
    // What is looked at is what was opened.
    const handle = await open(file, withoutWaiting)
    try {
      return await contentOf(handle, file, largest)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = systemErrorCode(error) ?? 'unknown'
    throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: code === 'ENOENT' ? 'it is not there' : code }, { cause: error })
  }
}

async function contentOf(handle: FileHandle, file: string, largest: number): Promise<Buffer> {
  const found = await handle.stat()
  if (found.isDirectory()) throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: 'EISDIR' })
  if (!found.isFile()) throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: 'it is no ordinary file' })
  // One byte more than may be: it may grow meanwhile, and files of the system claim to be empty.
  const room = Buffer.alloc(largest + 1)
  let filled = 0
  while (filled < room.length) {
    const { bytesRead } = await handle.read(room, filled, room.length - filled)
    if (bytesRead === 0) return room.subarray(0, filled)
    filled += bytesRead
  }
  throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: 'it is far too large to be meant' })
}
