import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull, systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder } from '../../system/files/atomic-file.adapter.ts'
import { isThere, publishFile } from '../../system/files/publish-file.adapter.ts'

/** Before the work begins: refuses with BACKUP_FILE_EXISTS or BACKUP_UNWRITABLE what would be refused at its end. */
export async function refuseUnusableFile(file: string): Promise<void> {
  // The agent stands in a folder that the caller does not know.
  if (!isAbsolute(file)) throw new Refusal('BACKUP_UNWRITABLE', { file, reason: 'it is not named by its whole path' })
  try {
    if (!(await stat(dirname(file))).isDirectory()) throw new Refusal('BACKUP_UNWRITABLE', { file, reason: 'ENOTDIR' })
  } catch (error) {
    throw asFileRefusal(error, file)
  }
  if (await isThere(file)) throw new Refusal('BACKUP_FILE_EXISTS', { file })
}

/**
 * Writes the file (0600) whole or not at all: under its name it is complete and on the disk. What a killed process left
 * is called `.part` and swept by the next try. Answers the bytes written. Refuses with BACKUP_FILE_EXISTS,
 * BACKUP_UNWRITABLE or DISK_FULL; what refuses while it is read from `bytes` passes through.
 */
export async function writeBackupFile(file: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    const written = await writeAll(part, bytes)
    await publishFile(part, file)
    await syncFolder(dirname(file))
    return written
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw asFileRefusal(error, file)
  }
}

async function writeAll(part: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(part, 'wx', 0o600)
  try {
    await handle.chmod(0o600)
    const written = await writePieces(handle, bytes)
    await handle.sync()
    return written
  } finally {
    await handle.close()
  }
}

async function writePieces(handle: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let written = 0
  for await (const piece of bytes) {
    await handle.writeFile(piece)
    written += piece.length
  }
  return written
}

function asFileRefusal(error: unknown, file: string): unknown {
  if (isRefusal(error)) return error
  if (isDiskFull(error)) return new Refusal('DISK_FULL', { folder: dirname(file) }, { cause: error })
  const code = systemErrorCode(error)
  if (code === 'EEXIST') return new Refusal('BACKUP_FILE_EXISTS', { file }, { cause: error })
  return code === undefined ? error : new Refusal('BACKUP_UNWRITABLE', { file, reason: code }, { cause: error })
}
