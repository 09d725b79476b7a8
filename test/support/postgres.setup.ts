import type { TestProject } from 'vitest/node'
import { postgresPrograms, startPostgres } from './postgres.ts'

/** One server for a whole run: to make one for each file costs more than most of their tests. Answers what ends it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const bin = postgresPrograms()
  const server = bin === undefined ? undefined : await startPostgres(bin)
  project.provide('postgres', server && { address: server.address, migrated: server.migrated })
  return server?.stop
}
