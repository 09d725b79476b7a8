import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull, systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'])

/**
 * What the disk's error means to a person: DISK_FULL or DATA_FOLDER_UNWRITABLE with the error as its cause;
 * undefined when it is something else. Takes errors of node:fs and of better-sqlite3.
 * Use: `throw asDiskRefusal(error, folder) ?? error`.
 */
export function asDiskRefusal(error: unknown, folder: string): Refusal | undefined {
  if (isDiskFull(error)) return new Refusal('DISK_FULL', { folder }, { cause: error })
  const code = systemErrorCode(error) ?? ''
  if (unwritable.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason: code }, { cause: error })
  return undefined
}
