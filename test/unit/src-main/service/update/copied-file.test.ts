import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyFileDigested } from '#main/service/update/copied-file.adapter.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

describe('copying an installer', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())
  const named = (name: string) => join(folder.path, name)

  test('answers the size and the SHA-512 of what was written', async () => {
    const bytes = Buffer.alloc(300_000, 'installer')
    await writeFile(named('from'), bytes)
    const sha512 = createHash('sha512').update(bytes).digest('base64')
    expect(await copyFileDigested(named('from'), named('to'))).toEqual({ size: bytes.length, sha512 })
    expect(await readFile(named('to'))).toEqual(bytes)
  })

  test('never writes over what is there', async () => {
    await writeFile(named('from'), 'new')
    await writeFile(named('to'), 'old')
    await expect(copyFileDigested(named('from'), named('to'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readFile(named('to'), 'utf8')).toBe('old')
  })

  test('says what cannot be read', async () => {
    await mkdir(named('folder'))
    for (const name of ['nowhere', 'folder'])
      await expect(copyFileDigested(named(name), named('to'))).rejects.toMatchObject({ code: 'INPUT_FILE_UNREADABLE' })
  })
})
