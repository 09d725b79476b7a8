import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** ENOSPC: full. EDQUOT: the quota is. EFBIG: a limit on file sizes. SQLite names the last two after what it was doing. */
const full = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMMAP',
])

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'])

/**
 * What the disk's error means to a person: DISK_FULL or DATA_FOLDER_UNWRITABLE with the error as its cause;
 * undefined when it is something else. Takes errors of node:fs and of better-sqlite3.
 * Use: `throw asDiskRefusal(error, folder) ?? error`.
 */
export function asDiskRefusal(error: unknown, folder: string): Refusal | undefined {
  const code = codeOf(error)
  if (full.has(code)) return new Refusal('DISK_FULL', { folder }, { cause: error })
  if (unwritable.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason: code }, { cause: error })
  return undefined
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
