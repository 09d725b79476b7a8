import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'

/** SQLite keeps a database in up to three files; they only make sense together. */
export const fileSuffixes = ['', '-wal', '-shm'] as const

/** A colon may not stand in a Windows file name. */
export function damagedName(file: string, now: Instant, attempt: number): string {
  const stamp = toTimestamp(now).replace(/[:.]/g, '-')
  return `${file}.damaged-${stamp}${attempt === 0 ? '' : `-${attempt}`}`
}

/** Refuses with DATABASE_NEWER when a migration was executed that this version does not have. */
export function refuseNewer(executed: readonly string[], known: readonly string[]): void {
  const unknown = executed.filter((name) => !known.includes(name)).sort()
  const newest = unknown.at(-1)
  if (newest !== undefined) throw new Refusal('DATABASE_NEWER', { found: newest })
}

/** 2 is FULL, 3 EXTRA: every commit is on the disk before it is answered (sqlite.org/pragma.html#pragma_synchronous). */
export function refuseUndurable(journalMode: unknown, synchronous: unknown): void {
  if (journalMode === 'wal' && (synchronous === 2 || synchronous === 3)) return
  throw new Refusal('DATABASE_NOT_DURABLE', { journalMode: String(journalMode), synchronous: String(synchronous) })
}

/** Whether SQLite's code says that the file is not a sound database. */
export function meansDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
}
