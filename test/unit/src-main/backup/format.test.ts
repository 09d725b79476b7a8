import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chunkLength, headerLength, kdfParameters, readHeader } from '#main/backup/format/backup-header.policy.ts'
import { decrypt } from '#main/backup/format/decrypt.ts'
import { encrypt } from '#main/backup/format/encrypt.ts'
import { deriveByNode, deriveByWebAssembly } from '#main/backup/format/passphrase-key.adapter.ts'
import { refusalCode } from '../../../support/refusal-code.ts'

const passphrase = 'correct horse battery'
const sealedLength = chunkLength + 16
/** A real one takes half a second to try, and these tests try hundreds. */
const cheap = { memory: 64, iterations: 1, parallelism: 1 }

async function* piecesOf(content: Uint8Array, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function sealed(content: Uint8Array, size = 10_000): Promise<Buffer> {
  return collect(encrypt(piecesOf(content, size), { passphrase, random: randomBytes, kdf: cheap }))
}

async function opened(file: Uint8Array, tried = passphrase): Promise<Buffer> {
  let at = 0
  const read = async (length: number) => {
    const bytes = file.subarray(at, at + length)
    at += bytes.length
    return bytes
  }
  return collect(decrypt('x.mylzip-backup', read, tried))
}

let small: Buffer
let large: Buffer
beforeAll(async () => {
  small = await sealed(Buffer.from('what the agent knows'))
  large = await sealed(randomBytes(3 * chunkLength + 5))
})

describe('a backup file', () => {
  it.each([0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 2 * chunkLength])(
    'of %i bytes comes back as it went in',
    async (length) => {
      const content = randomBytes(length)
      const file = await sealed(content)
      expect((await opened(file)).equals(content)).toBe(true)
      expect(file.length).toBe(headerLength + length + 16 * Math.max(1, Math.ceil(length / chunkLength)))
    },
  )

  it('never looks the same twice, and shows nothing of its content', async () => {
    const again = await sealed(Buffer.from('what the agent knows'))
    expect(again.equals(small)).toBe(false)
    expect(small.includes('agent')).toBe(false)
  })

  it('says that the passphrase is wrong, and not that the file is damaged', async () => {
    expect(await refusalCode(opened(small, 'correct horse batterz'))).toBe('BACKUP_PASSPHRASE_WRONG')
    expect(await refusalCode(opened(small, ''))).toBe('BACKUP_PASSPHRASE_WRONG')
  })

  it('of another program is called that, and one of a later version too', async () => {
    expect(await refusalCode(opened(Buffer.from('PK\u0003\u0004 something else altogether')))).toBe('BACKUP_FOREIGN')
    expect(await refusalCode(opened(Buffer.alloc(0)))).toBe('BACKUP_FOREIGN')
    const later = Buffer.from(small)
    later.writeUInt16BE(2, 8)
    expect(await refusalCode(opened(later))).toBe('BACKUP_NEWER')
  })

  it('is refused when a chunk is missing, twice there, or in another place', async () => {
    const header = large.subarray(0, headerLength)
    const [a, b, c, d] = [0, 1, 2, 3].map((index) =>
      large.subarray(headerLength + index * sealedLength, headerLength + (index + 1) * sealedLength),
    )
    const pieces = { a, b, c, d } as Record<string, Buffer>
    const fileOf = (order: string) => Buffer.concat([header, ...[...order].map((name) => pieces[name] ?? Buffer.alloc(0))])
    expect(fileOf('abcd').equals(large)).toBe(true)
    for (const order of ['bacd', 'acbd', 'abc', 'ab', 'a', '', 'abd', 'bcd', 'd', 'aabcd', 'abccd', 'abcdd', 'abcda', 'dabc'])
      expect(await refusalCode(opened(fileOf(order))), order).toBe('BACKUP_DAMAGED')
  })

  it('is refused when a chunk comes from another backup with the same passphrase', async () => {
    const other = await sealed(Buffer.from('what the agent knew.'))
    const mixed = Buffer.concat([small.subarray(0, headerLength), other.subarray(headerLength)])
    expect(await refusalCode(opened(mixed))).toBe('BACKUP_DAMAGED')
  })
})

describe('whatever happens to a backup file', () => {
  it('a flipped bit anywhere is refused with a code', async () => {
    const bit = fc.oneof(fc.nat(small.length * 8 - 1), fc.nat(headerLength * 8 - 1))
    await fc.assert(
      fc.asyncProperty(bit, async (position) => {
        const changed = Buffer.from(small)
        changed[position >> 3] = (changed[position >> 3] ?? 0) ^ (1 << (position & 7))
        expect(await refusalCode(opened(changed))).toMatch(/^BACKUP_(DAMAGED|FOREIGN|NEWER|PASSPHRASE_WRONG)$/)
      }),
      { numRuns: 500 },
    )
  })

  it('an end that is cut off, or added, is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(small.length - 1), async (length) => {
        expect(await refusalCode(opened(small.subarray(0, length)))).toMatch(/^BACKUP_(DAMAGED|FOREIGN)$/)
      }),
      { numRuns: 100 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 100 }), async (more) => {
        expect(await refusalCode(opened(Buffer.concat([small, more])))).toBe('BACKUP_DAMAGED')
      }),
      { numRuns: 50 },
    )
  })

  it('no bytes at all make the reader throw anything else, or cost more than a backup may', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, begun) => {
        const read = readHeader(begun ? Buffer.concat([small.subarray(0, 10), bytes]) : bytes)
        if ('kind' in read) expect(['foreign', 'newer', 'damaged']).toContain(read.kind)
        else expect(read.kdf.memory).toBeLessThanOrEqual(262_144)
      }),
    )
  })
})

describe('the key of a passphrase', () => {
  it('is the same whether Node or WebAssembly derives it', async () => {
    const salt = randomBytes(16)
    const message = Buffer.from('pässwörd of twelve')
    for (const parameters of [cheap, { ...cheap, parallelism: 2 }, kdfParameters])
      expect(Buffer.from(await deriveByWebAssembly(message, salt, parameters))).toEqual(
        Buffer.from(await deriveByNode(message, salt, parameters)),
      )
  })

  it('is dearer to try than OWASP asks for', () => {
    expect(kdfParameters.memory * kdfParameters.iterations).toBeGreaterThanOrEqual(47_104)
    expect(kdfParameters.memory).toBeGreaterThanOrEqual(19_456)
  })
})
