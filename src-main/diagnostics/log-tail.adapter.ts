import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** Enough for some days of a quiet device, and little enough to be copied. */
const mostLines = 300
const mostBytes = 128 * 1024

/** The last lines that the program wrote in its log, the oldest first; from the file before where a new one was just begun. */
export async function logTail(folder: string): Promise<string[]> {
  const [older, newer] = await Promise.all([endOf(join(folder, 'agent.log.1')), endOf(join(folder, 'agent.log'))])
  return [...older, ...newer].slice(-mostLines)
}

async function endOf(file: string): Promise<string[]> {
  const handle = await openIfThere(file)
  if (!handle) return []
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - mostBytes)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from })
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
    // The first one began further up.
    return (from > 0 ? lines.slice(1) : lines).filter((line) => line !== '').map(withoutOutput)
  } finally {
    await handle.close()
  }
}

/** What a script of the person's printed may be anything, a password too: its length is enough. */
function withoutOutput(line: string): string {
  return line.replace(/"(printed|complained)":"(?:[^"\\]|\\.)*"/g, (found, name: string) => `"${name}":"[${found.length} bytes not told]"`)
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
