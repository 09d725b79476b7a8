import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip as gunzipWith } from 'node:zlib'
import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { lockFolder } from './folder-lock.ts'
import { parseInt8 } from './integers.ts'
import type { Listen } from './listen.ts'
import { migrate } from './migrate.ts'
import type { OpenDatabase } from './open-database.ts'
import type { CloudTables } from './schema.ts'

const gunzip = promisify(gunzipWith)

export interface EmbeddedDatabaseOptions {
  /** Everything lies in here. One process at a time has it. */
  folder: string
  /** A folder made by `makeDatabaseTemplate`. Without one a new database takes about two seconds and a gigabyte at the peak. */
  template?: string | undefined
}

/** Opens, or makes, the PostgreSQL that lives inside this process. The caller migrates. Refuses with DATA_FOLDER_IN_USE. */
export async function openEmbeddedDatabase({ folder, template }: EmbeddedDatabaseOptions): Promise<OpenDatabase> {
  const lock = await lockFolder(folder, new Date().toISOString())
  try {
    const data = join(folder, 'pgdata')
    if (template !== undefined && !existsSync(data)) await copyWhole(template, data)
    const pglite = await openPglite(data)
    const db = kyselyOn(pglite)
    const listen: Listen = async (channel, heard) => ({ stop: await pglite.listen(channel, heard) })
    return { db, listen, close: () => closePglite(pglite).finally(() => lock.release()) }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Makes a migrated, empty data folder to copy from, for whoever may read the program. Done at build time. */
export async function makeDatabaseTemplate(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const pglite = await openPglite(folder)
  await migrate(kyselyOn(pglite))
  await closePglite(pglite)
  await makeReadable(folder)
}

/** The whole database as gzip over tar. Nothing else may have the folder meanwhile: refuses with DATA_FOLDER_IN_USE. */
export async function dumpEmbedded(folder: string): Promise<Uint8Array> {
  const lock = await lockFolder(folder, new Date().toISOString())
  try {
    const pglite = await openPglite(join(folder, 'pgdata'))
    try {
      await pglite.exec('CHECKPOINT')
      return new Uint8Array(await (await pglite.dumpDataDir('gzip')).arrayBuffer())
    } finally {
      await pglite.close()
    }
  } finally {
    lock.release()
  }
}

/** Makes the database in the folder from what `dumpEmbedded` gave: aside, and renamed once it opens and `prepare` is through. */
export async function loadEmbedded<Answer>(
  folder: string,
  dump: Uint8Array<ArrayBuffer>,
  prepare: (db: Kysely<CloudTables>) => Promise<Answer>,
): Promise<Answer> {
  const lock = await lockFolder(folder, new Date().toISOString())
  const partial = join(folder, 'pgdata.partial')
  try {
    await rm(partial, { recursive: true, force: true })
    await mkdir(partial, { mode: 0o700 })
    // Unpacked here: of a file that was cut short PGlite's own unpacking tells nobody who could catch it.
    const tar = await gunzip(dump)
    const pglite = await openPglite(partial, new Blob([tar]))
    const answer = await prepare(kyselyOn(pglite)).finally(() => closePglite(pglite))
    await rename(partial, join(folder, 'pgdata'))
    return answer
  } finally {
    await rm(partial, { recursive: true, force: true })
    lock.release()
  }
}

function openPglite(dataDir: string, loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({ dataDir, ...(loadDataDir && { loadDataDir }), parsers: { [types.INT8]: parseInt8 } })
}

function kyselyOn(pglite: PGlite): Kysely<CloudTables> {
  return new Kysely<CloudTables>({ dialect: new PGliteDialect({ pglite }) })
}

/** Checkpointed, the next start has nothing to recover. */
async function closePglite(pglite: PGlite): Promise<void> {
  try {
    await pglite.exec('CHECKPOINT')
  } finally {
    await pglite.close()
  }
}

/** Copied aside and renamed: a start killed half-way leaves no folder that looks like a database. */
async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  if ((await readdir(from)).length === 0) throw new Error(`the database template ${from} is empty`)
  await cp(from, partial, { recursive: true })
  // The template is for everybody, and so are the modes that were copied with it.
  await chmod(partial, 0o700)
  await rename(partial, to)
}

/** Whoever uses the checkout may be another than who built it, and PGlite keeps some of its files to its own user. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
}
