import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeDatabaseTemplate, openEmbeddedDatabase } from '#cloud/plugins/database/embedded.ts'
import type { Listen } from '#cloud/plugins/database/listen.ts'
import type { OpenDatabase } from '#cloud/plugins/database/open-database.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { postgresPrograms } from './postgres.ts'
import { isServerThere, newDatabase } from './shared-postgres.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TestDatabase extends OpenDatabase {
  /** Another connection to the same database, where there can be one: what a second instance of the cloud would have. */
  again: (() => OpenDatabase) | undefined
}

export interface DatabaseKind {
  /** Says also why it is skipped. */
  name: string
  missing: boolean
  /** A new, migrated, empty database. */
  open(): Promise<TestDatabase>
}

/** The whole suite of the cloud runs on each: `describe.each(databases)`. */
export const databases: DatabaseKind[] = [
  { name: 'on PGlite', missing: false, open: openPglite },
  postgresPrograms() === undefined
    ? { name: 'on PostgreSQL (skipped: the Debian package postgresql is not installed)', missing: true, open: openServer }
    : { name: 'on PostgreSQL', missing: false, open: openServer },
]

export async function openPglite(): Promise<TestDatabase> {
  const folder = await temporaryFolder()
  const { db, listen, close } = remembered(await openEmbeddedDatabase({ folder: folder.path, template: await databaseTemplate() }))
  return { db, listen, again: undefined, close: () => close().finally(folder.remove) }
}

/** The quickest that there is, where it does not matter which. */
export function openAny(): Promise<TestDatabase> {
  return isServerThere() ? openServer() : openPglite()
}

async function openServer(): Promise<TestDatabase> {
  const { url, drop } = await newDatabase('migrated')
  const log = createSilentLog()
  const { db, listen, close } = remembered(openPostgres(url, log))
  return { db, listen, again: () => remembered(openPostgres(url, log)), close: () => close().finally(drop) }
}

const listens = new WeakMap<object, Listen>()

function remembered<Opened extends OpenDatabase>(opened: Opened): Opened {
  listens.set(opened.db, opened.listen)
  return opened
}

/** How to listen on a database that was opened here; on one that was tampered with nothing is heard. */
export function listenOf(db: OpenDatabase['db']): Listen {
  return listens.get(db) ?? (async () => ({ stop: async () => undefined }))
}

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Made once for these migrations, and kept with other tools' caches: making it takes seconds. */
export async function databaseTemplate(): Promise<string> {
  const migrations = root('src-cloud/migrations')
  const hash = createHash('sha256').update(readFileSync(root('package-lock.json')))
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)))
  const folder = root(`node_modules/.cache/mylzip-test/${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${randomUUID()}`
  await makeDatabaseTemplate(fresh)
  // Two test files at once: the second to finish finds the folder there, and it is the same.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }))
  return folder
}
