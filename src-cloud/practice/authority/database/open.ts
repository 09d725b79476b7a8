import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import Database from 'better-sqlite3'
import { migrations } from './migrations.ts'

export type AuthorityDatabase = Database.Database

/**
 * Opens and migrates. Commits outlive a killed process; a power cut may take the last ones, which a practice CA can
 * afford and which spares an fsync at each step. Refuses with DATABASE_NEWER.
 */
export function openAuthorityDatabase(file: string): AuthorityDatabase {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: AuthorityDatabase): void {
  const done = Number(database.pragma('user_version', { simple: true }))
  if (done > migrations.length) throw new Refusal('DATABASE_NEWER', { found: done })
  migrations.slice(done).forEach((sql, index) => {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${done + index + 1}`)
    })()
  })
}
