import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import type { Sqlite } from './sqlite.adapter.ts'

/**
 * The connection as Kysely sees it, with two remedies. A full disk is refused as DISK_FULL wherever it shows. And
 * SQLite rolls some failed transactions back by itself (a full disk is one of them): Kysely's own rollback would
 * then fail with "no transaction is active" and hide why.
 */
export function guardedSqlite(sqlite: Sqlite, folder: string): SqliteDatabase {
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw asDiskRefusal(error, folder) ?? error
    }
  }
  return {
    close: () => guard(() => sqlite.close()),
    prepare(sql) {
      if (sql === 'rollback' && !sqlite.inTransaction) return nothingToDo
      const statement = guard(() => sqlite.prepare<unknown[]>(sql))
      return {
        reader: statement.reader,
        all: (parameters) => guard(() => statement.all(...parameters)),
        run: (parameters) => guard(() => statement.run(...parameters)),
        iterate: (parameters) => statement.iterate(...parameters),
      }
    },
  }
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
}
