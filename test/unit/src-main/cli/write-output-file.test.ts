import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { outputFile, writeOutputFile } from '#main/cli/output/write-output-file.adapter.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = await temporaryFolder()
afterAll(() => folder.remove())
const at = (name: string) => join(folder.path, name)
const content = Buffer.from('new')

/** Before the agent is asked, and again when it is written: a moment may lie between. */
async function refusals(file: string): Promise<unknown[]> {
  const asked = await Promise.resolve()
    .then(() => outputFile(file, true, '--out'))
    .catch((error: unknown) => error)
  return [asked, await writeOutputFile(file, content, true).catch((error: unknown) => error)]
}

describe('with --force', () => {
  it('an ordinary file is replaced, and its owner alone can read the new one', async () => {
    writeFileSync(at('old'), 'old', { mode: 0o644 })
    outputFile(at('old'), true, '--out')
    await writeOutputFile(at('old'), content, true)
    expect(readFileSync(at('old'), 'utf8')).toBe('new')
    if (process.platform !== 'win32') expect(lstatSync(at('old')).mode & 0o777).toBe(0o600)
  })

  it('a folder is left as it is', async () => {
    mkdirSync(at('folder'))
    for (const refusal of await refusals(at('folder')))
      expect(refusal).toMatchObject({ code: 'OUTPUT_UNWRITABLE', data: { reason: 'EISDIR' } })
  })

  it.skipIf(process.platform === 'win32')('a link is left as it is, and so is what it leads to', async () => {
    writeFileSync(at('target'), 'old')
    symlinkSync(at('target'), at('link'))
    symlinkSync(at('nowhere'), at('dangling'))
    for (const name of ['link', 'dangling'])
      for (const refusal of await refusals(at(name)))
        expect(refusal).toMatchObject({ code: 'OUTPUT_UNWRITABLE', message: expect.stringContaining('a link to another place') })
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('target'), 'utf8')).toBe('old')
  })

  it.skipIf(process.platform === 'win32')('a pipe and a socket are left as they are', async () => {
    spawnSync('mkfifo', [at('pipe')])
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve))
    for (const name of ['pipe', 'socket'])
      for (const refusal of await refusals(at(name)))
        expect(refusal).toMatchObject({ code: 'OUTPUT_UNWRITABLE', data: { reason: 'it is no ordinary file' } })
    expect([lstatSync(at('pipe')).isFIFO(), lstatSync(at('socket')).isSocket()]).toEqual([true, true])
    await new Promise((resolve) => server.close(resolve))
  })

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a device is left as it is, also for root', async () => {
    // One of our own, of the kind of /dev/null.
    spawnSync('mknod', [at('device'), 'c', '1', '3'])
    for (const refusal of await refusals(at('device'))) expect(refusal).toMatchObject({ code: 'OUTPUT_UNWRITABLE' })
    expect(lstatSync(at('device')).isCharacterDevice()).toBe(true)
  })
})

it.skipIf(process.platform === 'win32')('without --force a link that leads nowhere counts as a file that is there', () => {
  symlinkSync(at('nowhere'), at('second'))
  expect(() => outputFile(at('second'), false, '--out')).toThrow(expect.objectContaining({ code: 'OUTPUT_EXISTS' }))
})

it.each([
  ['below a file', 'file/x', 'ENOTDIR', 'a file lies where a folder is needed'],
  ['with too long a name', 'x'.repeat(300), 'ENAMETOOLONG', 'the path is too long'],
])('a path %s is refused before anything is asked, and says why', async (_, name, reason, words) => {
  writeFileSync(at('file'), 'a file')
  const refused = { code: 'OUTPUT_UNWRITABLE', data: { reason }, message: expect.stringContaining(words) }
  expect(() => outputFile(at(name), false, '--out')).toThrow(expect.objectContaining({ code: 'OUTPUT_UNWRITABLE' }))
  for (const refusal of await refusals(at(name))) expect(refusal).toMatchObject(refused)
  expect(await writeOutputFile(at(name), content, false).catch((error: unknown) => error)).toMatchObject({ code: 'OUTPUT_UNWRITABLE' })
})
