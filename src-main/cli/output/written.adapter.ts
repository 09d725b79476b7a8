import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { printable } from './printable.policy.ts'

/** Writes lines for whoever reads them. Undefined once they have left; else the system's code of why they are lost. */
export function written(stream: NodeJS.WritableStream, lines: readonly string[], painted = false): Promise<string | undefined> {
  if (lines.length === 0) return Promise.resolve(undefined)
  const text = lines.map((line) => `${printable(line, painted)}\n`).join('')
  return new Promise((resolve) => stream.write(text, (error) => resolve(error ? (systemErrorCode(error) ?? error.message) : undefined)))
}
