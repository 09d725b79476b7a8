import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import type { Sqlite } from './sqlite.adapter.ts'

/** Whose meaning lies in the execution alone: some pragmas act while they are prepared. */
const repeatable = /^(select|insert|update|delete|begin|commit)\b/
/** More than there are questions in this program; lists of varying length make new ones. */
const mostPrepared = 200

/**
 * The connection as Kysely sees it, with three remedies. Statements are prepared once: the scheduler asks the same every
 * minute, and to prepare a question takes longer than to answer it. A full disk is refused as DISK_FULL wherever it shows. And
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
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => guard(() => sqlite.close()),
    prepare(sql) {
      if (sql === 'rollback' && !sqlite.inTransaction) return nothingToDo
      const known = prepared.get(sql)
      if (known) return known
      const statement = guard(() => sqlite.prepare<unknown[]>(sql))
      const made: SqliteStatement = {
        reader: statement.reader,
        all: (parameters) => guard(() => statement.all(...parameters)),
        run: (parameters) => guard(() => statement.run(...parameters)),
        iterate: (parameters) => statement.iterate(...parameters),
      }
      if (repeatable.test(sql) && prepared.size < mostPrepared) prepared.set(sql, made)
      return made
    },
  }
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
}
