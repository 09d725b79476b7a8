import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '#main/system/database/connect.adapter.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { runChild } from '../../support/child-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = Date.parse('2026-11-03T10:20:30.123Z')
const stamp = '2026-11-03T10-20-30-123Z'

describe('the agent’s database', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let file: string
  const open = () => openDatabase({ file, now })
  const hashOf = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex')

  beforeEach(async () => {
    folder = await temporaryFolder()
    file = join(folder.path, 'agent.db')
  })
  afterEach(() => folder.remove())

  /** A database with one setting in it, closed. */
  async function filled(): Promise<void> {
    const { db, close } = await open()
    await db.insertInto('settings').values({ key: 'kept', value: '1' }).execute()
    await close()
  }

  test('promises that a commit survives a power cut: WAL, synchronous FULL, foreign keys on', async () => {
    const { db, close, setAside } = await open()
    const pragma = async (name: string) => Object.values((await sql.raw<object>(`PRAGMA ${name}`).execute(db)).rows[0] ?? {})[0]
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    expect(await pragma('busy_timeout')).toBe(5000)
    expect(setAside).toBeUndefined()
    await close()
  })

  test('starts nothing when it cannot keep that promise', async () => {
    // SQLite answers "memory" to the wish for a write-ahead log here, and says nothing else.
    await expect(connect(':memory:')).rejects.toMatchObject({ code: 'DATABASE_NOT_DURABLE', data: { journalMode: 'memory' } })
  })

  test('has only strict tables, and keeps the types it was given', async () => {
    const { db, close } = await open()
    const { rows } = await sql<{
      name: string
      strict: number
    }>`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'`.execute(
      db,
    )
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.filter(({ strict }) => strict !== 1)).toEqual([])
    await expect(sql`INSERT INTO audit_heads VALUES (1, 'h', 'noon', 's')`.execute(db)).rejects.toThrow(/cannot store TEXT/)
    await close()
  })

  test('keeps what was written over a restart', async () => {
    await filled()
    const { db, close, setAside } = await open()
    expect(await db.selectFrom('settings').selectAll().execute()).toEqual([{ key: 'kept', value: '1' }])
    expect(setAside).toBeUndefined()
    await close()
  })

  test('keeps every answered commit when the process is killed', async () => {
    const child = runChild(fileURLToPath(new URL('./children/write-settings.ts', import.meta.url)), [file])
    let answered = 0
    while (answered < 40) answered = Number(await child.line())
    await child.killHard()
    const { db, close, setAside } = await open()
    const { count } = await db
      .selectFrom('settings')
      .select((of) => of.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBeGreaterThanOrEqual(40)
    expect(setAside).toBeUndefined()
    await close()
  })

  test('of a newer version is refused and not changed by one byte, even after an unclean end', async () => {
    await filled()
    const newer = new Database(file)
    newer.exec(`INSERT INTO kysely_migration VALUES ('0999-from-the-future', '2030-01-01')`)
    const before = { file: await hashOf(file), wal: await hashOf(`${file}-wal`) }
    expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0)
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { found: '0999-from-the-future' } })
    expect({ file: await hashOf(file), wal: await hashOf(`${file}-wal`) }).toEqual(before)
    newer.close()
    const closed = await hashOf(file)
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    expect(await hashOf(file)).toBe(closed)
  })

  describe('when it is damaged, is kept aside and begun anew', () => {
    async function expectSetAside(): Promise<string> {
      const { db, close, setAside } = await open()
      expect(setAside).toBe(`${file}.damaged-${stamp}`)
      expect(await db.selectFrom('settings').selectAll().execute()).toEqual([])
      await db.insertInto('settings').values({ key: 'new', value: '1' }).execute()
      await close()
      return setAside ?? ''
    }

    test('garbage', async () => {
      await writeFile(file, 'this was never a database '.repeat(400))
      expect(await readFile(await expectSetAside(), 'utf8')).toContain('this was never a database')
    })

    test('truncated in the middle', async () => {
      await filled()
      await truncate(file, (await stat(file)).size - 10_000)
      await expectSetAside()
    })

    test('truncated to nothing', async () => {
      await filled()
      await truncate(file, 0)
      await expectSetAside()
    })

    test('pages overwritten, which only a check of the content finds', async () => {
      await filled()
      const bytes = await readFile(file)
      bytes.fill(0x5a, 3 * 4096, 7 * 4096)
      await writeFile(file, bytes)
      await expectSetAside()
    })

    test('its log and index go with it', async () => {
      await writeFile(file, 'garbage')
      await writeFile(`${file}-wal`, 'the log')
      await writeFile(`${file}-shm`, 'the index')
      const kept = await expectSetAside()
      expect(await readFile(`${kept}-wal`, 'utf8')).toBe('the log')
      expect(existsSync(`${kept}-shm`)).toBe(true)
    })

    test('a second one in the same moment does not overwrite the first', async () => {
      await writeFile(file, 'first')
      await expectSetAside()
      await writeFile(file, 'second')
      const { setAside, close } = await open()
      await close()
      expect(setAside).toBe(`${file}.damaged-${stamp}-1`)
      expect(await readFile(`${file}.damaged-${stamp}`, 'utf8')).toBe('first')
    })

    test('another program’s database', async () => {
      const other = new Database(file)
      other.exec('CREATE TABLE theirs (x)')
      other.close()
      await expectSetAside()
    })
  })

  test.each([
    ['the key file', 'secrets.key'],
    ['the certificates', 'certificates'],
  ])('that is gone while %s is still there is known to be missing, once', async (_, name) => {
    await filled()
    await rm(file)
    await mkdir(join(folder.path, name))
    const { close, wasMissing } = await open()
    await close()
    expect(wasMissing).toBe(true)
    const again = await open()
    await again.close()
    expect(again.wasMissing).toBe(false)
  })

  test('of a new device is not missing, and neither is one that was set aside', async () => {
    const { close, wasMissing } = await open()
    await close()
    await mkdir(join(folder.path, 'certificates'))
    await truncate(file, 0)
    const aside = await open()
    await aside.close()
    expect([wasMissing, aside.wasMissing]).toEqual([false, false])
  })

  test('left half made by a crash is simply made again', async () => {
    await writeFile(`${file}.new`, 'half')
    await writeFile(`${file}.new-wal`, 'half')
    const { close, setAside } = await open()
    await close()
    expect(setAside).toBeUndefined()
    expect(await readdir(folder.path)).toEqual([basename(file)])
  })

  test('says why a failed statement rolled a transaction back', async () => {
    const { db, close } = await open()
    const twice = db.transaction().execute(async (tx) => {
      await tx.insertInto('settings').values({ key: 'a', value: '1' }).execute()
      await tx.insertInto('settings').values({ key: 'a', value: '2' }).execute()
    })
    await expect(twice).rejects.toThrow(/UNIQUE/)
    expect(await db.selectFrom('settings').selectAll().execute()).toEqual([])
    await close()
  })

  test('lets nobody change or delete an entry of the audit log', async () => {
    const { db, close } = await open()
    const entry = { seq: 1, at: 1, actor: 'a', action: 'b', subject: 'c', detail: '{}', previous_hash: '0', hash: '1' }
    await db.insertInto('audit_log').values(entry).execute()
    await expect(db.updateTable('audit_log').set({ subject: 'x' }).execute()).rejects.toThrow(/append-only/)
    await expect(db.deleteFrom('audit_log').execute()).rejects.toThrow(/append-only/)
    await close()
  })
})
