import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import Database from 'better-sqlite3'

interface Holder {
  pid: number
  since: string
}

/**
 * Takes the folder for this process until `release`. PGlite itself lets a second process open, and ruin, the same
 * folder. The lock is SQLite's on a file beside the data: the system drops it with its holder, however that one
 * ends, so that no stale file ever has to be judged. Refuses with DATA_FOLDER_IN_USE.
 */
export function lockFolder(folder: string, since: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = new Database(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    file.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, since TEXT)')
    file.prepare('REPLACE INTO holder VALUES (1, ?, ?)').run(process.pid, since)
    // Committed so that who is refused can read it, and locked again for as long as this process lives.
    file.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (error) {
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    const refusal = busy ? inUse(folder, file) : error
    file.close()
    throw refusal
  }
  return { release: () => file.close() }
}

function inUse(folder: string, file: Database.Database): Refusal {
  const holder = readHolder(file)
  return new Refusal('DATA_FOLDER_IN_USE', { folder, mode: 'cloud', pid: holder?.pid ?? '?', since: holder?.since ?? '?' })
}

/** The holder may be in the middle of writing its name, which is no reason for another error than "in use". */
function readHolder(file: Database.Database): Holder | undefined {
  try {
    if (file.inTransaction) file.exec('ROLLBACK')
    return file.prepare<[], Holder>('SELECT pid, since FROM holder').get()
  } catch {
    return undefined
  }
}
