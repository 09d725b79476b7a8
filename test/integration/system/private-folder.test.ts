import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensurePrivateFolder } from '#main/system/files/private-folder.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe.skipIf(process.platform === 'win32')('the agent’s own folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let own: string
  beforeEach(async () => {
    folder = await temporaryFolder()
    own = join(folder.path, 'agent')
  })
  afterEach(() => folder.remove())

  test('is closed to others, also when it stood open', async () => {
    await mkdir(own)
    await chmod(own, 0o777)
    await ensurePrivateFolder(own)
    expect((await stat(own)).mode & 0o777).toBe(0o700)
  })

  test('that is a link is refused, and where it leads is left alone', async () => {
    const elsewhere = join(folder.path, 'elsewhere')
    await mkdir(elsewhere)
    await chmod(elsewhere, 0o755)
    await symlink(elsewhere, own)
    await expect(ensurePrivateFolder(own)).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_PRIVATE',
      data: { reason: 'it is a link to another place' },
    })
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o755)
  })

  test('is made with what lies on the way to it, for its owner alone', async () => {
    const deep = join(own, 'in', 'it')
    await Promise.all([ensurePrivateFolder(deep), ensurePrivateFolder(deep)])
    for (const each of [own, join(own, 'in'), deep]) expect((await stat(each)).mode & 0o777).toBe(0o700)
  })

  test('that cannot be made because a file lies on the way is refused', async () => {
    await writeFile(own, '')
    for (const place of [own, join(own, 'in', 'it')])
      await expect(ensurePrivateFolder(place)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE' })
  })

  test('below /proc, where nothing can be made, is refused at once', async ({ skip }) => {
    skip(!existsSync('/proc/self'), 'this machine has no /proc')
    for (const place of ['/proc/mylzip', '/proc/mylzip/agent', `/proc/${process.pid}/fd/x/y`])
      await expect(ensurePrivateFolder(place)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE', data: { folder: place } })
  })

  test('of another user is refused', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root can give a folder to somebody else')
    await mkdir(own)
    await chown(own, 12_345, 12_345)
    await expect(ensurePrivateFolder(own)).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_PRIVATE',
      data: { reason: 'it belongs to another user' },
    })
  })
})
