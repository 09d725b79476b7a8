/** A file or folder as POSIX says it. */
export interface PosixEntry {
  /** Whether it is on the way to what is asked about. */
  isAbove: boolean
  user: number
  mode: number
}

const [byGroup, byAll, sticky] = [0o020, 0o002, 0o1000]

/**
 * Whom else than the system and `own` could change what lies there, in words; undefined where nobody can. In a folder with the
 * sticky bit others may make files and not replace those that are there: what is on the way they leave as it is.
 */
export function posixWriters({ isAbove, mode, user }: PosixEntry, own: number): string | undefined {
  if (user !== 0 && user !== own) return `it belongs to another user (${user})`
  if (isAbove && (mode & sticky) !== 0) return undefined
  if ((mode & byAll) !== 0) return 'everybody may write there'
  return (mode & byGroup) !== 0 ? 'a group may write there' : undefined
}
