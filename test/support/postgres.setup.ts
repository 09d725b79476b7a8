import type { TestProject } from 'vitest/node'
import { migrate } from '#cloud/plugins/database/migrate.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { postgresPrograms, startPostgres } from './postgres.ts'
import { createSilentLog } from './silent-log.ts'

/** One server for a whole run: to make one for each file costs more than most of their tests. Answers what ends it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const bin = postgresPrograms()
  const server = bin === undefined ? undefined : await startPostgres(bin, prepare)
  project.provide('postgres', server && { address: server.address, migrated: server.migrated })
  return server?.stop
}

async function prepare(url: string): Promise<void> {
  const { db, close } = openPostgres(url, createSilentLog())
  await migrate(db).finally(close)
}
