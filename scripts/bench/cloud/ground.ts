import type { OpenDatabase } from '../../../src-cloud/plugins/database/open-database.ts'
import { openPostgres } from '../../../src-cloud/plugins/database/postgres.ts'
import { newDatabaseOn, postgresPrograms, startPostgres } from '../../../test/support/postgres.ts'
import { createSilentLog } from '../../../test/support/silent-log.ts'

export type Say = (text: string) => void

export interface BenchDatabase extends OpenDatabase {
  url: string
}

/** What all measurements stand on: a PostgreSQL that writes through to the disk, as an operator's does. */
export interface Ground {
  /** A new one, migrated. `close` ends it and what it holds. */
  newDatabase(): Promise<BenchDatabase>
  stop(): Promise<void>
}

export async function startGround(): Promise<Ground> {
  const bin = postgresPrograms()
  if (bin === undefined) throw new Error('PostgreSQL (Debian package postgresql) is not installed: there is nothing to measure on')
  const server = await startPostgres(bin, ['shared_buffers=512MB'])
  return {
    async newDatabase() {
      const { url, drop } = await newDatabaseOn(server, 'migrated')
      const { db, listen, close } = openPostgres(url, createSilentLog())
      return { url, db, listen, close: () => close().finally(drop) }
    },
    stop: server.stop,
  }
}
