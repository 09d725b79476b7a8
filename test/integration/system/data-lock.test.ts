import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeDataLock } from '#main/system/lock/data-lock.adapter.ts'
import { type Child, runChild } from '../../support/child-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = Date.parse('2026-11-03T11:00:00Z')
const holder = fileURLToPath(new URL('./children/hold-lock.ts', import.meta.url))

describe('the data folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const children: Child[] = []
  const hold = (mode: string) => {
    const child = runChild(holder, [folder.path, mode])
    children.push(child)
    return child
  }
  const take = () => takeDataLock({ folder: folder.path, mode: 'browser', now, pid: process.pid })

  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    for (const child of children.splice(0)) await child.killHard()
    await folder.remove()
  })

  test('belongs to one agent; a second one is refused and told who holds it', async () => {
    const first = hold('service')
    expect(await first.line()).toBe('held')
    const refused = await take().catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      data: { folder: folder.path, pid: first.pid, mode: 'service', since: '2026-11-03T10:00:00.000Z' },
    })
    expect(String(refused)).toContain(`process ${first.pid} (service, since 2026-11-03T10:00:00.000Z)`)
  })

  test('is free again the moment its holder is killed', async () => {
    const first = hold('service')
    await first.line()
    await first.killHard()
    const lock = await take()
    expect(JSON.parse(await readFile(join(folder.path, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid, mode: 'browser' })
    await lock.release()
  })

  test('is free again when its holder releases it and lives on', async () => {
    const first = hold('service')
    await first.line()
    first.tell('release')
    expect(await first.line()).toBe('released')
    await (await take()).release()
  })

  test('of many that start at once goes to exactly one', async () => {
    const lines = await Promise.all(Array.from({ length: 5 }, () => hold('user').line()))
    expect(lines.filter((line) => line === 'held')).toHaveLength(1)
    expect(lines.filter((line) => line === 'DATA_FOLDER_IN_USE')).toHaveLength(4)
  })

  test('cannot be taken twice within one process either', async () => {
    const lock = await take()
    await expect(take()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: process.pid } })
    await lock.release()
    await (await take()).release()
  })

  test('is not locked for ever by garbage in the lock file', async () => {
    await writeFile(join(folder.path, 'lock.db'), 'x'.repeat(5000))
    await writeFile(join(folder.path, 'lock.json'), '{"pid":')
    await (await take()).release()
  })

  test('is still named when nobody can read who holds it', async () => {
    const first = hold('service')
    await first.line()
    await writeFile(join(folder.path, 'lock.json'), 'garbage')
    await expect(take()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: 'unknown' } })
  })

  test('is made for its owner alone', async () => {
    const inner = join(folder.path, 'made', 'here')
    await (await takeDataLock({ folder: inner, mode: 'user', now, pid: process.pid })).release()
    expect((await stat(inner)).mode & 0o777).toBe(0o700)
  })

  test('that cannot be made or written is refused with the reason', async () => {
    const file = join(folder.path, 'a-file')
    await writeFile(file, '')
    await expect(takeDataLock({ folder: join(file, 'in-it'), mode: 'user', now, pid: process.pid })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNWRITABLE',
      data: { reason: 'ENOTDIR' },
    })
  })

  test('that is read-only is refused', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows folders have no mode')
    skip(process.getuid?.() === 0, 'root may write anyway; a read-only disk stands in for it in full-disk.test.ts')
    await chmod(folder.path, 0o500)
    await expect(take()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE' })
    await chmod(folder.path, 0o700)
  })
})
