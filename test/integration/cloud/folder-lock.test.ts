import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from '#cloud/plugins/database/folder-lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const since = '2026-01-01T00:00:00.000Z'
/** Above every pid that Linux and Windows give. */
const nobody = 2 ** 30

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

/** Another process at the moment when it has the lock and has not written its name. */
async function takeWithoutName(): Promise<{ writeName(): void; close(): void }> {
  const cloud = join(folder.path, 'cloud')
  await mkdir(cloud, { recursive: true })
  const file = new Database(join(cloud, 'owner.lock'))
  file.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, since TEXT)')
  return {
    writeName() {
      file.prepare('REPLACE INTO holder VALUES (1, ?, ?)').run(process.pid, since)
      file.exec('COMMIT; BEGIN IMMEDIATE')
    },
    close: () => void file.close(),
  }
}

it.each([
  ['nobody was before', undefined],
  ['one who is gone was before', nobody],
])('of two starts at once the second is told who was first, where %s', async (_where, before) => {
  if (before !== undefined) await leaveName(before)
  const first = await takeWithoutName()
  const second = lockFolder(join(folder.path, 'cloud'), since)
  const refused = expect(second).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: process.pid, since } })
  // Longer than the first look takes, shorter than anybody waits.
  await new Promise((resolve) => setTimeout(resolve, 120))
  first.writeName()
  await refused
  first.close()
})

async function leaveName(pid: number): Promise<void> {
  const last = await lockFolder(join(folder.path, 'cloud'), since)
  last.release()
  const file = new Database(join(folder.path, 'cloud', 'owner.lock'))
  file.prepare('UPDATE holder SET pid = ?').run(pid)
  file.close()
}
