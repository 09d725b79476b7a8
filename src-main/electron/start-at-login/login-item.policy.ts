import type { StartAtLogin } from '@mylzip/shared/operations/desktop.ts'

/** Started so, the program shows its icon and no window. */
export const hiddenArgument = '--hidden'

/** As much as Windows says of it. */
interface LoginItem {
  /** There is an entry for this program with these arguments. */
  openAtLogin: boolean
  /** And it was not switched off in Windows' settings or in Task Manager. */
  executableWillLaunchAtLogin: boolean
}

export function startAtLoginNow({ executableWillLaunchAtLogin, openAtLogin }: LoginItem): StartAtLogin {
  if (!openAtLogin) return 'off'
  return executableWillLaunchAtLogin ? 'on' : 'off-in-windows'
}
