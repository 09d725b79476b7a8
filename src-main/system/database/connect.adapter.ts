import { dirname } from 'node:path'
import { type Dialect, Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { refuseUndurable } from './database-file.policy.ts'
import { forgetDeleted } from './forget-deleted.adapter.ts'
import { guardedSqlite } from './guarded-sqlite.adapter.ts'
import { migrations } from './migrations/all.ts'
import type { AgentTables } from './schema.ts'
import { loadSqlite, type Sqlite } from './sqlite.adapter.ts'

/** Long enough for a backup program that reads the file, short enough to be noticed. */
const busyTimeoutMs = 5_000

/** Opens the file with every promise the agent relies on, and brings its tables up to date. */
export async function connect(file: string): Promise<Kysely<AgentTables>> {
  const Database = await loadSqlite()
  const folder = dirname(file)
  let sqlite: Sqlite | undefined
  try {
    sqlite = new Database(file, { timeout: busyTimeoutMs })
    makeDurable(sqlite)
    sqlite.pragma('foreign_keys = ON')
    // A destroyed key must not live on in a page that is free.
    sqlite.pragma('secure_delete = ON')
    const db = new Kysely<AgentTables>({ dialect: dialectFor(sqlite, folder) })
    await migrate(db)
    // Killed between destroying a key and cutting off the log, which still had it.
    await forgetDeleted(db)
    return db
  } catch (error) {
    sqlite?.close()
    throw asDiskRefusal(error, folder) ?? error
  }
}

/** Read back, because a pragma that is not obeyed says nothing. */
function makeDurable(sqlite: Sqlite): void {
  const journalMode = sqlite.pragma('journal_mode = WAL', { simple: true })
  sqlite.pragma('synchronous = FULL')
  refuseUndurable(journalMode, sqlite.pragma('synchronous', { simple: true }))
}

async function migrate(db: Kysely<AgentTables>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error !== undefined) throw error
}

/** Kysely migrates SQLite outside a transaction, so a crash would leave half the tables; SQLite can do better. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function dialectFor(sqlite: Sqlite, folder: string): Dialect {
  const dialect = new SqliteDialect({ database: guardedSqlite(sqlite, folder) })
  return {
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new TransactionalAdapter(),
  }
}
