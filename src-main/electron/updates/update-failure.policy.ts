import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'

/** electron-updater's own codes, and Node's and Chromium's names of what happened on the way. */
const malformed = [
  'ERR_UPDATER_INVALID_UPDATE_INFO',
  'ERR_UPDATER_INVALID_VERSION',
  'ERR_UPDATER_NO_FILES_PROVIDED',
  'ERR_UPDATER_WEB_INSTALLER_DISABLED',
]
const damaged = ['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_NO_CHECKSUM']

/** What speaks against the file that was fetched. Whatever else happens, it can be installed another time. */
const against: readonly RefusalCode[] = [
  'INPUT_FILE_UNREADABLE',
  'UPDATE_CHANGED',
  'UPDATE_DAMAGED',
  'UPDATE_NOT_NEWER',
  'UPDATE_NOT_SIGNED',
  'UPDATE_OTHER_PRODUCT',
  'UPDATE_OTHER_PUBLISHER',
  'UPDATE_OTHER_VERSION',
  'UPDATE_UNSIGNED',
]

/** Whether what was fetched is as good as it was, although it was not installed. */
export function outlives({ code }: Refusal): boolean {
  return !against.includes(code)
}

/** What went wrong while an update was looked for or fetched, with its code. `version` where one was found. */
export function asUpdateRefusal(error: unknown, version: string | undefined): Refusal {
  if (isRefusal(error)) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Whatever else can be thrown need not have a text at all.
  const said = error instanceof Error ? error.message : typeof error === 'string' ? error : ''
  const firstLine = said.split('\n', 1)[0] ?? ''
  const reason = code || firstLine.slice(0, 200).replace(/\.$/, '') || 'unknown'
  if (damaged.includes(code)) return new Refusal('UPDATE_DAMAGED', { version: version ?? '' }, { cause: error })
  if (malformed.includes(code) || error instanceof SyntaxError) return new Refusal('UPDATES_MALFORMED', { reason }, { cause: error })
  return new Refusal('UPDATES_UNREACHABLE', { reason }, { cause: error })
}
