import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readSecret } from '#main/cli/input/read-secret.ts'
import type { Surroundings } from '#main/cli/surroundings.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = await temporaryFolder()
afterAll(() => folder.remove())
const file = join(folder.path, 'passphrase.txt')

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()
const writers: readonly [by: string, write: (text: string) => Uint8Array][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte order mark, as Notepad does', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16, as Windows PowerShell does', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 with the other order of bytes', (text) => bigEndian(`\ufeff${text}`)],
]

async function fromFile(bytes: Uint8Array): Promise<string> {
  writeFileSync(file, bytes)
  return readSecret({ kind: 'passphrase', file, stdin: false }, 'Passphrase', true, {} as Surroundings)
}

/** Byte by byte, and the pipe stays open: whatever is not needed is not waited for. */
async function fromPipe(bytes: Uint8Array): Promise<string> {
  const stdin = new PassThrough()
  for (const byte of bytes) stdin.write(Buffer.from([byte]))
  return readSecret({ kind: 'passphrase', stdin: true }, 'Passphrase', true, { stdin } as unknown as Surroundings)
}

describe('the same passphrase is read, whatever wrote it down', () => {
  it.each(writers)('in %s', async (_, write) => {
    for (const line of ['nine grüne Flaschen 🍾 stehen', 'Ċ in it'])
      for (const end of ['\r\nsecond line', '\n']) {
        expect(await fromFile(write(line + end))).toBe(line)
        expect(await fromPipe(write(line + end))).toBe(line)
      }
  })

  it('for any words, also without an end of line', async () => {
    const line = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[\n\r\0\ufeff]/.test(text))
    await fc.assert(
      fc.asyncProperty(line, fc.constantFrom(...writers), async (text, [, write]) => {
        expect(await fromFile(write(text))).toBe(text)
      }),
      { numRuns: 20 },
    )
  })
})

describe('what might be taken for another passphrase is refused', () => {
  it.each([
    ['Latin-1', Buffer.from('grün und größer', 'latin1')],
    ['UTF-16 without its mark', Buffer.from('nine green bottles', 'utf16le')],
    ['a NUL in UTF-8', Buffer.from('nine\0green')],
    ['a NUL in UTF-16', Buffer.from('\ufeffnine\0green', 'utf16le')],
    ['half a character of UTF-16', Buffer.from('\ufeffnine\ud800green', 'utf16le')],
    ['half a unit of UTF-16', Buffer.from('\ufeffnine', 'utf16le').subarray(0, -1)],
  ])('%s', async (_, bytes) => {
    await expect(fromFile(bytes)).rejects.toMatchObject({ code: 'SECRET_NOT_TEXT', data: { file } })
  })

  it('but not for what stands in lines after the first', async () => {
    expect(await fromFile(Buffer.from('nine\ngrün', 'latin1'))).toBe('nine')
  })

  it('and a mark alone is no passphrase', async () => {
    for (const [, write] of writers.slice(1)) await expect(fromFile(write('\r\n'))).rejects.toMatchObject({ code: 'SECRET_EMPTY' })
  })
})
