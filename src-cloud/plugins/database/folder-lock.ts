import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
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
export async function lockFolder(folder: string, since: string): Promise<{ release(): void }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = new Database(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    file.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, since TEXT)')
    file.prepare('REPLACE INTO holder VALUES (1, ?, ?)').run(process.pid, since)
    // Committed so that who is refused can read it, and locked again for as long as this process lives.
    file.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (error) {
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    const refusal = busy ? await inUse(folder, file) : error
    file.close()
    throw refusal
  }
  return { release: () => file.close() }
}

async function inUse(folder: string, file: Database.Database): Promise<Refusal> {
  const holder = await readHolder(file)
  return new Refusal('DATA_FOLDER_IN_USE', { folder, mode: 'cloud', pid: holder?.pid ?? 'unknown', since: holder?.since ?? 'unknown' })
}

/**
 * Between taking the lock and writing its name the holder needs some milliseconds, in which there is no name, or
 * that of one who is gone: so what names no living process is read again.
 */
async function readHolder(file: Database.Database): Promise<Holder | undefined> {
  if (file.inTransaction) file.exec('ROLLBACK')
  let holder: Holder | undefined
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (attempt > 0) await wait(50)
    holder = readOnce(file)
    if (holder !== undefined && isAlive(holder.pid)) return holder
  }
  return holder
}

/** That the holder is just writing is no reason for another error than "in use". */
function readOnce(file: Database.Database): Holder | undefined {
  try {
    return file.prepare<[], Holder>('SELECT pid, since FROM holder').get()
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
