import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
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
  const place = await mkdtemp(join(tmpdir(), 'mylzip-adoption-'))
  try {
    await writeFile(join(place, name), content, { mode: 0o600 })
    if (log) await writeFile(join(place, `${name}-wal`), log, { mode: 0o600 })
    return await readAt(join(place, name), file, read)
  } finally {
    await rm(place, { recursive: true, force: true })
  }
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
    if (error instanceof Refusal || !systemErrorCode(error)?.startsWith('SQLITE_')) throw error
    throw strange(file, 'it is not a database that can be read', error)
  } finally {
    database?.close()
  }
}
