import { inject } from 'vitest'
import { type NewDatabase, newDatabaseOn, type TestServer } from './postgres.ts'

/** What postgres.setup.ts gives to every test file. */
declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer | undefined
  }
}

/** Whether this run of the tests has a server: others than the integration tests need none. */
export const isServerThere = () => inject('postgres') !== undefined

/** A database of the test's own on the server that this run of the tests has. */
export async function newDatabase(kind: 'empty' | 'migrated'): Promise<NewDatabase> {
  const server = inject('postgres')
  if (!server) throw new Error('PostgreSQL is not installed: these tests should have been skipped')
  return newDatabaseOn(server, kind)
}
