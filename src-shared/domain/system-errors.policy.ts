/** What a system's error code means to a person, as the end of a sentence like “… cannot be written: …”. */
export const systemErrorWords = {
  EACCES: 'this user has no permission there',
  EPERM: 'this user has no permission there',
  EROFS: 'that disk can be read only',
  ENOTDIR: 'a file lies where a folder is needed',
  EEXIST: 'something else lies in its place',
  EADDRINUSE: 'something else lies in its place',
  EISDIR: 'a folder lies where a file is needed',
  ENOTEMPTY: 'something else lies in its place',
  ENOENT: 'a folder on the way there is missing',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program is using it',
  ETXTBSY: 'another program is using it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports a fault',
  EPIPE: 'whoever read it has gone',
  EBADF: 'it is closed',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user’s share of the disk is used up',
  EFBIG: 'a file would become larger than this user may have',
  SQLITE_READONLY: 'its database may not be changed by this user',
  SQLITE_CANTOPEN: 'its database cannot be opened by this user',
} as const satisfies Record<string, string>

export type SystemErrorWords = Readonly<Record<keyof typeof systemErrorWords, string>>

/** Words for a code of Node.js or better-sqlite3 (whose codes have endings, SQLITE_CANTOPEN_ISDIR); undefined for any other text. */
export function systemErrorInWords(code: string, words: SystemErrorWords = systemErrorWords): string | undefined {
  const known = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code
  return Object.hasOwn(words, known) ? words[known as keyof SystemErrorWords] : undefined
}

/** ENOSPC: full. EDQUOT: the quota is. EFBIG: a limit on file sizes. SQLite names the last two after what it was doing. */
const full: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMMAP',
  // PostgreSQL's disk_full.
  '53100',
])

/** Whether the disk being full is what an error, or what caused it, says: of Node.js, better-sqlite3 or PostgreSQL. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && full.has(error.code)) || isDiskFull(error.cause)
}

/** The code of an error of Node.js or the system; undefined when it has none. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
