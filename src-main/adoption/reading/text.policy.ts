import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'

/** The most bytes of each kind of file that are read. */
export const limits = {
  /** win-acme keeps the history of years in one. */
  json: 4 * 1024 * 1024,
  settings: 256 * 1024,
  pem: 1024 * 1024,
  pfx: 4 * 1024 * 1024,
  database: 128 * 1024 * 1024,
} as const

/** Text with or without a byte order mark. Windows PowerShell writes UTF-16 (`Out-File`), PowerShell 7 UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

/** Reads a JSON file of a known form. Refuses with ADOPTION_FILE_STRANGE; what it does not know of stays out. */
export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema, file: string): z.infer<Schema> {
  const result = schema.safeParse(jsonOf(text, file))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw strange(file, `${issue?.path.map(String).join('.') || 'its content'} has another form`)
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw strange(file, 'it is not JSON', cause)
  }
}

export function strange(file: string, reason: string, cause?: unknown): Refusal {
  return new Refusal('ADOPTION_FILE_STRANGE', { file, reason }, { cause })
}
