import { randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder, writeFileAtomically, writeNewFile } from '../../system/files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'

/**
 * The whole path of a file to be written; said before anything is asked of the agent. `-` is what other programs take for
 * stdout, where a key does not belong: a terminal keeps what it shows, a log what it is sent. Refuses with OPTION_INVALID,
 * OUTPUT_EXISTS, and with OUTPUT_UNWRITABLE what is a device, a pipe or a link that --force would put a file in place of.
 */
export function outputFile(given: string, force: boolean, option: string): string {
  if (given === '-' || given === '')
    throw new Refusal('OPTION_INVALID', { option, reason: 'it must name a file; nothing is written to stdout' })
  const file = resolve(given)
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found && !force) throw new Refusal('OUTPUT_EXISTS', { file })
  if (found && !found.isFile()) throw new Refusal('OUTPUT_UNWRITABLE', { file, reason: 'it is no ordinary file' })
  return file
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
