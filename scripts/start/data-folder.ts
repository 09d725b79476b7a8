import { accessSync, constants, mkdirSync } from 'node:fs'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Makes the folder, for this user alone. Refuses with DATA_FOLDER_UNWRITABLE before anything is started in vain. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason }, { cause })
  }
}
