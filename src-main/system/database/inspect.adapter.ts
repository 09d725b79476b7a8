import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { meansDamaged, refuseNewer } from './database-file.policy.ts'
import { loadSqlite, type Sqlite } from './sqlite.adapter.ts'

export type DatabaseState = 'absent' | 'usable' | 'damaged'

/**
 * Looks at a database without changing a byte of it: opened for reading, SQLite neither checkpoints nor rolls back.
 * A new database gets its name only when it is complete, so an empty file counts as damaged.
 */
export async function inspectDatabase(file: string, knownMigrations: readonly string[]): Promise<DatabaseState> {
  if (!existsSync(file)) return 'absent'
  const Database = await loadSqlite()
  let sqlite: Sqlite | undefined
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true })
    if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged'
    const executed = executedMigrations(sqlite)
    if (executed.length === 0) return 'damaged'
    refuseNewer(executed, knownMigrations)
    return 'usable'
  } catch (error) {
    if (meansDamaged(error)) return 'damaged'
    throw asDiskRefusal(error, dirname(file)) ?? error
  } finally {
    sqlite?.close()
  }
}

function executedMigrations(sqlite: Sqlite): string[] {
  const table = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'`).get()
  return table ? sqlite.prepare<[], string>('SELECT name FROM kysely_migration').pluck().all() : []
}
