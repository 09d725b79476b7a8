import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeDatabaseTemplate, openEmbeddedDatabase } from '#cloud/plugins/database/embedded.ts'
import { migrate } from '#cloud/plugins/database/migrate.ts'
import { databaseTemplate } from '../../support/cloud-databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let template: string
let folders: Awaited<ReturnType<typeof temporaryFolder>>
let count = 0
const newFolder = () => join(folders.path, String(++count))

beforeAll(async () => {
  template = await databaseTemplate()
  folders = await temporaryFolder()
})
afterAll(() => folders.remove())

const addTeam = (slug: string) => ({ id: crypto.randomUUID(), slug, name: slug, created_at: Date.now() })

it('what was written is there after closing and opening again, and nothing is left to migrate', async () => {
  const folder = newFolder()
  const first = await openEmbeddedDatabase({ folder, template })
  await migrate(first.db)
  await first.db.insertInto('teams').values(addTeam('acme')).execute()
  await first.close()
  const second = await openEmbeddedDatabase({ folder, template })
  await migrate(second.db)
  expect(await second.db.selectFrom('teams').select('slug').execute()).toEqual([{ slug: 'acme' }])
  await second.close()
})

it('a second opener is refused, told who holds the folder, and spoils nothing; after the first has closed it gets in', async () => {
  const folder = newFolder()
  const first = await openEmbeddedDatabase({ folder, template })
  for (let n = 0; n < 2; n++) {
    await expect(openEmbeddedDatabase({ folder, template })).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      data: { folder, pid: process.pid, mode: 'cloud', since: expect.stringMatching(/Z$/) },
    })
  }
  await first.db.insertInto('teams').values(addTeam('acme')).execute()
  await first.close()
  const second = await openEmbeddedDatabase({ folder })
  expect(await second.db.selectFrom('teams').select('slug').execute()).toHaveLength(1)
  await second.close()
})

it('a holder that is killed in the middle of writing loses the lock and nothing that was acknowledged', async () => {
  const folder = newFolder()
  const program = fileURLToPath(new URL('../../support/cloud-database-writer.ts', import.meta.url))
  const writer = spawn(process.execPath, [program, folder, template], { stdio: ['ignore', 'pipe', 'inherit'] })
  let acknowledged: string[] = []
  const enough = new Promise<void>((resolve) => {
    let text = ''
    writer.stdout.on('data', (chunk) => {
      text += chunk
      acknowledged = text.split('\n').slice(0, -1)
      if (acknowledged.length >= 20) resolve()
    })
  })
  await Promise.race([enough, once(writer, 'exit')])
  await expect(openEmbeddedDatabase({ folder })).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: writer.pid } })
  writer.kill('SIGKILL')
  await once(writer, 'exit')

  const { db, close } = await openEmbeddedDatabase({ folder })
  const kept = (await db.selectFrom('teams').select('slug').execute()).map(({ slug }) => slug)
  expect(acknowledged.length).toBeGreaterThanOrEqual(20)
  expect(kept).toEqual(expect.arrayContaining(acknowledged))
  await close()
})

it('a copy of the template that was cut short is begun anew', async () => {
  const folder = newFolder()
  await mkdir(join(folder, 'pgdata.partial'), { recursive: true })
  await writeFile(join(folder, 'pgdata.partial', 'PG_VERSION'), 'cut')
  const { db, close } = await openEmbeddedDatabase({ folder, template })
  expect(await db.selectFrom('teams').selectAll().execute()).toEqual([])
  await close()
  expect(await readdir(folder)).not.toContain('pgdata.partial')
})

it('a database written by a newer version is refused and left as it is', async () => {
  const folder = newFolder()
  const { db, close } = await openEmbeddedDatabase({ folder, template })
  const history = db.withTables<{ kysely_migration: { name: string; timestamp: string } }>()
  await history.insertInto('kysely_migration').values({ name: '9999-later', timestamp: '2030-01-01T00:00:00Z' }).execute()
  const before = await history.selectFrom('kysely_migration').selectAll().execute()
  await expect(migrate(db)).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { found: '9999-later' } })
  expect(await history.selectFrom('kysely_migration').selectAll().execute()).toHaveLength(before.length)
  await close()
})

it('a folder that cannot be opened is not left locked', async () => {
  const folder = newFolder()
  await expect(openEmbeddedDatabase({ folder, template: join(folder, 'nothing-here') })).rejects.toThrow()
  const { close } = await openEmbeddedDatabase({ folder, template })
  await close()
})

it.skipIf(process.platform === 'win32')(
  'a template that one user has built makes a database for any other, and that one is private',
  async () => {
    const built = newFolder()
    await makeDatabaseTemplate(built)
    const entries = await readdir(built, { withFileTypes: true, recursive: true })
    const modes = await Promise.all(entries.map(async (entry) => [entry.isDirectory(), await modeOf(join(entry.parentPath, entry.name))]))
    expect(modes.length).toBeGreaterThan(100)
    expect(modes.filter(([isFolder, mode]) => mode !== (isFolder ? 0o755 : 0o644))).toEqual([])
    expect(await modeOf(built)).toBe(0o755)
    const folder = newFolder()
    // A folder that was there before has the modes it had: the database must not rely on it.
    await mkdir(folder)
    await chmod(folder, 0o755)
    const { close } = await openEmbeddedDatabase({ folder, template: built })
    await close()
    expect(await modeOf(join(folder, 'pgdata'))).toBe(0o700)
  },
)

const modeOf = async (path: string) => (await stat(path)).mode & 0o777
