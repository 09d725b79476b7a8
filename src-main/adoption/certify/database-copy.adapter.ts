import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull, systemErrorCode, systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { loadSqlite, type Sqlite } from '../../system/database/sqlite.adapter.ts'
import type { ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { limits, strange } from '../reading/text.policy.ts'

/**
 * Reads a SQLite database of another program from a copy: opening one, even to read, writes beside it when it keeps a
 * write-ahead log. Undefined when it is not there. Refuses with ADOPTION_*.
 */
export async function readDatabaseCopy<T>(folder: ForeignFolder, name: string, read: (database: Sqlite) => T): Promise<T | undefined> {
  const file = folder.at(name)
  const content = await folder.read(file, limits.database)
  if (!content) return undefined
  const log = await folder.read(folder.at(`${name}-wal`), limits.database)
  let place: string | undefined
  try {
    place = await mkdtemp(join(tmpdir(), 'mylzip-adoption-'))
    await writeFile(join(place, name), content, { mode: 0o600 })
    if (log) await writeFile(join(place, `${name}-wal`), log, { mode: 0o600 })
    return await readAt(join(place, name), file, read)
  } catch (error) {
    throw asTemporaryRefusal(error, file)
  } finally {
    if (place !== undefined) await rm(place, { recursive: true, force: true })
  }
}

/** The other program's folder was read before: what the system refuses from then on, it refuses of the copy. */
function asTemporaryRefusal(error: unknown, file: string): unknown {
  const reason = isDiskFull(error) ? 'ENOSPC' : systemErrorCode(error)
  if (error instanceof Refusal || reason === undefined || !systemErrorInWords(reason)) return error
  return new Refusal('ADOPTION_TEMPORARY_FOLDER', { folder: tmpdir(), reason, file }, { cause: error })
}

async function readAt<T>(copy: string, file: string, read: (database: Sqlite) => T): Promise<T> {
  const Database = await loadSqlite()
  let database: Sqlite | undefined
  try {
    database = new Database(copy)
    // Nothing that its schema calls may do anything.
    database.pragma('trusted_schema = OFF')
    return read(database)
  } catch (error) {
    if (error instanceof Refusal || isDiskFull(error) || !systemErrorCode(error)?.startsWith('SQLITE_')) throw error
    throw strange(file, 'it is not a database that can be read', error)
  } finally {
    database?.close()
  }
}
