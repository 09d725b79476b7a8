import type { StartAtLogin } from '@mylzip/shared/operations/desktop.ts'

/** Started so, the program shows its icon and no window. */
export const hiddenArgument = '--hidden'

/** As much as Windows says of an entry that starts this program. */
interface LaunchItem {
  name: string
  /** Whose it is: `user`, or `machine`. */
  scope: string
  /** It was not switched off in Windows' settings or in Task Manager. */
  enabled: boolean
}

export function startAtLoginNow(items: readonly LaunchItem[], name: string): StartAtLogin {
  const ours = items.find((item) => item.name === name && item.scope === 'user')
  if (!ours) return 'off'
  return ours.enabled ? 'on' : 'off-in-windows'
}
