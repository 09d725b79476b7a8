import { readFile, stat } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** No certificate, key, request or password is larger. */
const largest = 1_000_000

/** Refuses with INPUT_FILE_UNREADABLE, also for what is far too large to be meant. */
export async function readInputFile(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > largest) throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: 'it is far too large to be meant' })
    return await readFile(file)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = systemErrorCode(error) ?? 'unknown'
    const reason = code === 'ENOENT' ? 'it is not there' : code
    throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason }, { cause: error })
  }
}
