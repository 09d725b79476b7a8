import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { loadSqlite, type Sqlite } from '../database/sqlite.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../files/private-folder.adapter.ts'
import { type LockHolder, readHolder, writeHolder } from './lock-holder.adapter.ts'

export interface DataLock {
  release(): Promise<void>
}

/** Who uses the folder, as a second one is told. `mode` is a word for people: service, user, browser, command line. */
export interface DataLockNeeds {
  folder: string
  mode: string
  now: Instant
  pid: number
}

/**
 * Makes this process the folder's only user until it releases the lock or dies, however it dies: what is held is an
 * operating system's lock on lock.db, which goes with the process. Refuses with DATA_FOLDER_IN_USE (pid, mode,
 * since), DATA_FOLDER_NOT_PRIVATE, DATA_FOLDER_UNWRITABLE, DISK_FULL or NODE_TOO_OLD.
 */
export async function takeDataLock({ folder, mode, now, pid }: DataLockNeeds): Promise<DataLock> {
  await ensurePrivateFolder(folder)
  const held = await hold(join(folder, 'lock.db'), folder)
  if (held === 'taken') throw inUse(folder, await readHolder(folder))
  try {
    await writeHolder(folder, { pid, mode, since: toTimestamp(now) })
  } catch (error) {
    held.close()
    throw error
  }
  return releasing(held)
}

/** The listener also keeps the connection in use: a collected one would be closed, and the lock gone in silence. */
function releasing(held: Sqlite): DataLock {
  const close = () => void held.close()
  process.once('exit', close)
  return {
    async release() {
      process.removeListener('exit', close)
      close()
    },
  }
}

function inUse(folder: string, holder: LockHolder | undefined): Refusal {
  const { pid = 'unknown', mode = 'unknown', since = 'unknown' } = holder ?? {}
  return new Refusal('DATA_FOLDER_IN_USE', { folder, pid, mode, since })
}

/** An exclusive transaction that is never ended and writes nothing: it needs no space, and ends with its connection. */
async function hold(file: string, folder: string): Promise<Sqlite | 'taken'> {
  const Database = await loadSqlite()
  let sqlite: Sqlite | undefined
  try {
    sqlite = new Database(file, { timeout: 0 })
    sqlite.exec('BEGIN EXCLUSIVE')
    return sqlite
  } catch (error) {
    sqlite?.close()
    if (isSqlite(error, 'SQLITE_BUSY')) return 'taken'
    // Garbage in the lock file must not lock everybody out for ever. Nobody holds it: else it would be busy.
    if (isSqlite(error, 'SQLITE_NOTADB') || isSqlite(error, 'SQLITE_CORRUPT')) {
      await truncate(file, 0)
      return hold(file, folder)
    }
    throw asDiskRefusal(error, folder) ?? error
  }
}

function isSqlite(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith(code)
}
