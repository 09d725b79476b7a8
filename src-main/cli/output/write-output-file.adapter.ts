import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder, writeFileAtomically, writeNewFile } from '../../system/files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'

/** Said before anything is asked of the agent. Refuses with OUTPUT_EXISTS. */
export function refuseExisting(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw new Refusal('OUTPUT_EXISTS', { file })
}

/**
 * Writes a file that its owner alone can read, whole or not at all. Without `force` it never replaces one, not even one
 * that was made a moment ago: a link to an existing name fails. Refuses with OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL.
 */
export async function writeOutputFile(file: string, content: Uint8Array, force: boolean): Promise<void> {
  try {
    if (force) await writeFileAtomically(file, content, 0o600)
    else await writeUnlessThere(file, content)
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw new Refusal('OUTPUT_EXISTS', { file }, { cause: error })
    const refused = isRefusal(error) ? error : asDiskRefusal(error, dirname(file))
    if (refused?.code === 'DISK_FULL') throw refused
    throw new Refusal('OUTPUT_UNWRITABLE', { file, reason: reasonOf(error) }, { cause: error })
  }
}

async function writeUnlessThere(file: string, content: Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    await writeNewFile(temporary, content, 0o600)
    await link(temporary, file)
    await syncFolder(dirname(file))
  } finally {
    await rm(temporary, { force: true })
  }
}

function reasonOf(error: unknown): string {
  return isRefusal(error) ? String(error.data.reason ?? error.code) : (systemErrorCode(error) ?? 'unknown')
}
