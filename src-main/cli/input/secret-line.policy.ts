import { Refusal } from '@mylzip/shared/domain/refusal.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Byte order marks (Unicode 16 §23.8). `> file` of Windows PowerShell 5.1 writes UTF-16, its editor and Notepad UTF-8 with a mark. */
const marks: readonly [bytes: readonly number[], encoding: Encoding][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** Whether the first line is there whole, so that nothing more need be read. */
export function hasFirstLine(bytes: Uint8Array): boolean {
  return endOfLine(bytes, encodingOf(bytes)) !== undefined
}

/**
 * The first line as it was typed, whatever wrote it down: a mark or another encoding must not make another password of it.
 * Refuses with SECRET_NOT_TEXT what would be guessed, because a backup that a wrong guess seals opens by it alone.
 */
export function secretLine(bytes: Uint8Array, file: string): string {
  const encoding = encodingOf(bytes)
  const line = decoded(bytes.subarray(0, endOfLine(bytes, encoding)), encoding, file)
  if (line.includes('\0')) throw new Refusal('SECRET_NOT_TEXT', { file, reason: 'there is a NUL character in it' })
  return line.replace(/\r?\n$/, '')
}

function encodingOf(bytes: Uint8Array): Encoding {
  return marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1] ?? 'utf-8'
}

/** After the line feed; undefined where there is none. */
function endOfLine(bytes: Uint8Array, encoding: Encoding): number | undefined {
  if (encoding === 'utf-8') return bytes.includes(0x0a) ? bytes.indexOf(0x0a) + 1 : undefined
  const [high, low] = encoding === 'utf-16le' ? [1, 0] : [0, 1]
  for (let index = 0; index + 1 < bytes.length; index += 2) if (bytes[index + low] === 0x0a && bytes[index + high] === 0) return index + 2
  return undefined
}

function decoded(bytes: Uint8Array, encoding: Encoding, file: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Refusal('SECRET_NOT_TEXT', { file, reason: `it is not valid ${encoding.toUpperCase()}` }, { cause: error })
  }
}
