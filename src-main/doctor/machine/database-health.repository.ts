import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { type Kysely, sql } from 'kysely'
import type { AgentTables } from '../../system/database/schema.ts'
import { loadSqlite, type Sqlite } from '../../system/database/sqlite.adapter.ts'

export interface DatabaseHealth {
  /** What quick_check says: `ok`, or what it found. */
  findings: string[]
  journalMode: string
  /** 2 is FULL. */
  synchronous: number
  bytes: number
}

/** What quick_check says of a database that the agent does not have open, or why it cannot be asked. Only reads. */
export async function quickCheckOf(file: string): Promise<string[]> {
  const Database = await loadSqlite()
  let sqlite: Sqlite | undefined
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true })
    return (sqlite.pragma('quick_check(5)') as { quick_check: string }[]).map(({ quick_check }) => quick_check)
  } catch (error) {
    return [systemErrorCode(error) ?? 'it cannot be opened']
  } finally {
    sqlite?.close()
  }
}

/** Looks at the database by a connection of its own that only reads, and at what the agent’s own connection promises. */
export async function databaseHealth(file: string, db: Kysely<AgentTables>): Promise<DatabaseHealth> {
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db)
  const Database = await loadSqlite()
  let sqlite: Sqlite | undefined
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true })
    const pages = Number(sqlite.pragma('page_count', { simple: true }))
    return {
      findings: (sqlite.pragma('quick_check(5)') as { quick_check: string }[]).map(({ quick_check }) => quick_check),
      journalMode: String(sqlite.pragma('journal_mode', { simple: true })),
      synchronous: rows[0]?.synchronous ?? 0,
      bytes: pages * Number(sqlite.pragma('page_size', { simple: true })),
    }
  } finally {
    sqlite?.close()
  }
}
