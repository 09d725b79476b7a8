import type { StartAtLogin } from '@mylzip/shared/operations/desktop.ts'
import { app } from 'electron'
import { appId } from '../app-id.ts'
import { hiddenArgument, startAtLoginNow } from './login-item.policy.ts'

export interface LoginItem {
  now(): StartAtLogin
  /** What Windows says of it afterwards. */
  set(on: boolean): StartAtLogin
  /** Takes away what an earlier version made. */
  removeEarlier(): void
}

/** What it was called then. Its path had no quotes, so Windows looked for another program, or started none. */
const earlierName = 'MyL.Zip SSL'

/**
 * The entry by which Windows starts the installed program for this person. Made here alone, for either kind of installation: each person
 * decides for themselves, and no installer overrules them. Undefined where Windows has no say in it.
 */
export function loginItem(platform = process.platform): LoginItem | undefined {
  if (platform !== 'win32' || !app.isPackaged) return undefined
  // Its name is the AppUserModelID, which Electron takes by itself; the uninstaller takes it away (build/installer.nsh). Electron
  // writes the path as it is given: without quotes Windows would end it at its first space.
  const entry = { path: `"${process.execPath}"`, args: [hiddenArgument] }
  const now = () => startAtLoginNow(app.getLoginItemSettings(entry).launchItems, appId)
  return {
    now,
    set(on) {
      // Switched off in Windows it stays off there: `enabled` is left alone, because that is the person's word too.
      if (on !== (now() !== 'off')) app.setLoginItemSettings({ ...entry, openAtLogin: on })
      return now()
    },
    removeEarlier: () => app.setLoginItemSettings({ name: earlierName, openAtLogin: false }),
  }
}
