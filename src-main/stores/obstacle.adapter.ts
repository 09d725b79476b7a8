import { stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { asDiskRefusal } from '../system/files/disk-refusal.policy.ts'

/** What the system answers where something of another kind lies in a file's or a folder's place. */
const inTheWay = new Set(['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'ELOOP'])

export function placeTaken(path: string, cause?: unknown): Refusal {
  return new Refusal('STORE_PLACE_TAKEN', { path }, { cause })
}

/** The disk's errors become the store's, with the very place where they happened; a defect stays what it is. */
export async function asStoreRefusal(error: unknown, folder: string): Promise<unknown> {
  if (error instanceof Refusal && error.code !== 'DATA_FOLDER_UNWRITABLE') return error
  const fault = error instanceof Refusal ? error.cause : error
  const code = systemErrorCode(fault)
  if (code === undefined) return error
  const disk = asDiskRefusal(fault, folder)
  if (disk?.code === 'DISK_FULL') return disk
  const place = placeOf(fault) ?? folder
  if (inTheWay.has(code)) return placeTaken((await firstNoFolder(dirname(place))) ?? place, error)
  return new Refusal('STORE_FAILED', { store: visible(place, folder), reason: code }, { cause: error })
}

/** What was to come into being where that was renamed, else what was touched. */
function placeOf(fault: unknown): string | undefined {
  const { dest, path } = fault as { dest?: unknown; path?: unknown }
  return [dest, path].find((each) => typeof each === 'string')
}

/** A name that is made for the moment says nothing to a person: the folder it was made in does. */
function visible(place: string, folder: string): string {
  const names = relative(folder, place).split(sep)
  const hidden = names.findIndex((name) => name.startsWith('.'))
  return hidden < 0 ? place : join(folder, ...names.slice(0, hidden))
}

/** The topmost of the folders on the way to a place that is something else. */
async function firstNoFolder(folder: string): Promise<string | undefined> {
  const above = dirname(folder) === folder ? undefined : await firstNoFolder(dirname(folder))
  if (above !== undefined) return above
  const found = await stat(folder).catch(() => undefined)
  return found && !found.isDirectory() ? folder : undefined
}
