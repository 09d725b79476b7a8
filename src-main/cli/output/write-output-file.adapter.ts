import { randomUUID } from 'node:crypto'
import { lstatSync, type Stats } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder, writeFileAtomically, writeNewFile } from '../../system/files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { publishFile } from '../../system/files/publish-file.adapter.ts'
import { fileNamed } from '../input/file-named.ts'

/**
 * The whole path of a file to be written; said before anything is asked of the agent. `-` is what other programs take for
 * stdout, where a key does not belong: a terminal keeps what it shows, a log what it is sent. Refuses with OPTION_INVALID,
 * OUTPUT_EXISTS, and what `refuseIrreplaceable` does.
 */
export function outputFile(given: string, force: boolean, option: string): string {
  if (given === '-') throw new Refusal('OPTION_INVALID', { option, reason: 'it must name a file; nothing is written to stdout' })
  const file = fileNamed(given, option)
  // A link that leads nowhere is there as well.
  if (!force && seen(file)) throw new Refusal('OUTPUT_EXISTS', { file })
  refuseIrreplaceable(file)
  return file
}

/** What lies there, a link itself. Refuses with OUTPUT_UNWRITABLE a path that can lead to no file. */
function seen(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch (error) {
    throw new Refusal('OUTPUT_UNWRITABLE', { file, reason: reasonOf(error) }, { cause: error })
  }
}

/**
 * Root may put a file in the place of a device, and then the machine has that device no more. Of a link nobody can tell
 * whether it or what it leads to is meant. Refuses both, pipes, sockets and folders with OUTPUT_UNWRITABLE.
 */
function refuseIrreplaceable(file: string): void {
  const found = seen(file)
  if (!found || found.isFile()) return
  const kind = found.isSymbolicLink() ? 'it is a link to another place' : 'it is no ordinary file'
  throw new Refusal('OUTPUT_UNWRITABLE', { file, reason: found.isDirectory() ? 'EISDIR' : kind })
}

/**
 * Writes a file that its owner alone can read, whole or not at all. Without `force` it never replaces one, not even one
 * that was made a moment ago (publish-file.adapter). Refuses with OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL.
 */
export async function writeOutputFile(file: string, content: Uint8Array, force: boolean): Promise<void> {
  try {
    if (!force) return await writeUnlessThere(file, content)
    refuseIrreplaceable(file)
    await writeFileAtomically(file, content, 0o600)
  } catch (error) {
    if (isRefusal(error, 'OUTPUT_UNWRITABLE')) throw error
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
    await publishFile(temporary, file)
    await syncFolder(dirname(file))
  } finally {
    await rm(temporary, { force: true })
  }
}

function reasonOf(error: unknown): string {
  return isRefusal(error) ? String(error.data.reason ?? error.code) : (systemErrorCode(error) ?? 'unknown')
}
