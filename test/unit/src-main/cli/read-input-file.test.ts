import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { withBackupFile } from '#main/backup/file/read-backup-file.adapter.ts'
import { readInputFile } from '#main/cli/input/read-input-file.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = await temporaryFolder()
afterAll(() => folder.remove())
const at = (name: string) => join(folder.path, name)

describe('a file that is named on the command line', () => {
  it('is read whole', async () => {
    writeFileSync(at('key'), 'x'.repeat(70_000))
    expect((await readInputFile(at('key'))).toString()).toBe('x'.repeat(70_000))
  })

  it('is refused where it is not there, a folder, or far too large', async () => {
    writeFileSync(at('large'), '')
    truncateSync(at('large'), 1_000_001)
    for (const file of [at('none'), folder.path, at('large')])
      await expect(readInputFile(file)).rejects.toMatchObject({ code: 'INPUT_FILE_UNREADABLE' })
  })

  it.skipIf(process.platform === 'win32')('is refused where it has no end, or would be waited for', async () => {
    spawnSync('mkfifo', [at('pipe')])
    for (const file of [at('pipe'), '/dev/zero', '/dev/null'])
      await expect(readInputFile(file)).rejects.toMatchObject({ data: { reason: 'it is no ordinary file' } })
    await expect(withBackupFile(at('pipe'), (read) => read(1))).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' })
  })
})
