import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { writeFileAtomically } from '#main/system/files/atomic-file.adapter.ts'
import { takeDataLock } from '#main/system/lock/data-lock.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { runChild } from '../../support/child-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

const now = Date.parse('2026-11-03T10:20:30Z')

describe('on a full disk', () => {
  let disk: Awaited<ReturnType<typeof tinyDisk>>
  beforeEach(async ({ skip }) => {
    skip(noTinyDisk !== undefined, `${noTinyDisk}; the limit on file sizes below stands in for it`)
    disk = await tinyDisk(1024)
  })
  afterEach(() => disk?.remove())

  const fill = async (leave = 0) => {
    const kept = join(disk.path, 'kept')
    await writeFile(kept, Buffer.alloc(leave))
    await writeFile(join(disk.path, 'filler'), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined)
    await writeFile(kept, '')
  }
  const free = () => writeFile(join(disk.path, 'filler'), '')

  test('a write is refused as DISK_FULL, loses nothing that was saved, and works again when there is space', async () => {
    const { db, close } = await openDatabase({ file: join(disk.path, 'agent.db'), now })
    await db.insertInto('settings').values({ key: 'before', value: '1' }).execute()
    await fill()
    const write = () =>
      db.transaction().execute(async (tx) => {
        await tx
          .insertInto('settings')
          .values({ key: 'during', value: JSON.stringify('x'.repeat(200_000)) })
          .execute()
      })
    await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL', data: { folder: disk.path } })
    expect(await db.selectFrom('settings').select('key').execute()).toEqual([{ key: 'before' }])
    await free()
    await write()
    expect(await db.selectFrom('settings').select('key').orderBy('key').execute()).toEqual([{ key: 'before' }, { key: 'during' }])
    await close()
  })

  test('a new database is refused, leaves nothing half made, and is made when there is space', async () => {
    await fill(20_000)
    const file = join(disk.path, 'agent.db')
    await expect(openDatabase({ file, now })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readdir(disk.path)).not.toContain('agent.db')
    await free()
    const { close, setAside } = await openDatabase({ file, now })
    expect(setAside).toBeUndefined()
    await close()
  })

  test('an existing database is refused, not taken for a damaged one', async () => {
    const file = join(disk.path, 'agent.db')
    await (await openDatabase({ file, now })).close()
    const before = await readFile(file)
    await fill()
    await expect(openDatabase({ file, now })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readFile(file)).toEqual(before)
  })

  test('a file is replaced whole or not at all, and no half is left lying', async () => {
    const file = join(disk.path, 'file')
    await writeFileAtomically(file, 'old', 0o600)
    await fill(5_000)
    await expect(writeFileAtomically(file, 'n'.repeat(100_000), 0o600)).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readFile(file, 'utf8')).toBe('old')
    expect((await readdir(disk.path)).sort()).toEqual(['file', 'filler', 'kept'])
  })

  test('no key is used that could not be saved', async () => {
    await fill()
    const secrets = createKeyFileSecrets({ file: join(disk.path, 'key') })
    await expect(secrets.seal(Buffer.from('x'), 'p')).rejects.toMatchObject({ code: 'DISK_FULL' })
    await free()
    const sealed = await secrets.seal(Buffer.from('x'), 'p')
    expect(Buffer.from(await createKeyFileSecrets({ file: join(disk.path, 'key') }).open(sealed, 'p')).toString()).toBe('x')
  })

  test('or a read-only one, nothing is begun, and the reason is said', async () => {
    const file = join(disk.path, 'agent.db')
    await (await openDatabase({ file, now })).close()
    execFileSync('mount', ['-o', 'remount,ro', disk.path])
    const refused = { code: 'DATA_FOLDER_UNWRITABLE', data: { folder: disk.path } }
    await expect(openDatabase({ file, now })).rejects.toMatchObject(refused)
    await expect(openDatabase({ file: join(disk.path, 'other.db'), now })).rejects.toMatchObject(refused)
    await expect(takeDataLock({ folder: disk.path, mode: 'user', now, pid: process.pid })).rejects.toMatchObject(refused)
    await expect(writeFileAtomically(join(disk.path, 'file'), 'x', 0o600)).rejects.toMatchObject({ ...refused, data: { reason: 'EROFS' } })
  })

  test('the lock says so too, and is not left held', async () => {
    await fill()
    const take = () => takeDataLock({ folder: disk.path, mode: 'user', now, pid: process.pid })
    await expect(take()).rejects.toMatchObject({ code: 'DISK_FULL' })
    await free()
    await (await take()).release()
  })
})

describe.skipIf(process.platform === 'win32')('under a limit on the size of files (ulimit -f)', () => {
  test('the database refuses with DISK_FULL and keeps what it had', async () => {
    const folder = await temporaryFolder()
    const file = join(folder.path, 'agent.db')
    const { db, close } = await openDatabase({ file, now })
    await db.insertInto('settings').values({ key: 'before', value: '1' }).execute()
    await close()
    const child = runChild(fileURLToPath(new URL('./children/fill-settings.ts', import.meta.url)), [file], 'ulimit -f 1024')
    expect(await child.line()).toBe('DISK_FULL')
    expect(await child.line()).toBe('still there: before')
    expect(await child.ended).toMatchObject({ code: 0 })
    await folder.remove()
  })
})
