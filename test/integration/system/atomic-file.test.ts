import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeFileAtomically } from '#main/system/files/atomic-file.adapter.ts'
import { runChild } from '../../support/child-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('a file that is replaced', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let file: string
  beforeEach(async () => {
    folder = await temporaryFolder()
    file = join(folder.path, 'file')
  })
  afterEach(() => folder.remove())

  test('has the new content and exactly the mode asked for, whatever the umask says', async () => {
    const umask = process.umask(0o077)
    try {
      await writeFileAtomically(file, 'one', 0o644)
      await writeFileAtomically(file, Buffer.from('two'), 0o640)
    } finally {
      process.umask(umask)
    }
    expect(await readFile(file, 'utf8')).toBe('two')
    expect((await stat(file)).mode & 0o777).toBe(0o640)
    expect(await readdir(folder.path)).toEqual(['file'])
  })

  test('is whole for every reader, also when many write it at once', async () => {
    const texts = Array.from({ length: 10 }, (_, index) => String(index).repeat(50_000))
    await writeFileAtomically(file, texts[0] ?? '', 0o600)
    const writing = Promise.all(texts.map((text) => writeFileAtomically(file, text, 0o600)))
    for (let reading = 0; reading < 50; reading += 1) expect(texts).toContain(await readFile(file, 'utf8'))
    await writing
    expect(texts).toContain(await readFile(file, 'utf8'))
  })

  test('is whole when its writer is killed in the middle', async () => {
    const script = fileURLToPath(new URL('./children/write-file.ts', import.meta.url))
    for (let round = 0; round < 3; round += 1) {
      const child = runChild(script, [file])
      await child.line()
      await child.killHard()
      const text = await readFile(file, 'utf8')
      expect(text.length).toBe(300_000)
      expect(new Set(text).size).toBe(1)
    }
  })

  test('in a folder that is not there is refused', async () => {
    await expect(writeFileAtomically(join(folder.path, 'no', 'file'), 'x', 0o600)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE' })
  })
})
