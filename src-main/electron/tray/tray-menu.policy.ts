import type { MenuEntry } from './menu-entry.ts'

export interface TrayActions {
  open(): void
  renewNow(): void
  quit(): void
}

/** The icon's menu. `above` and `updates` may be empty. */
export function trayMenu(actions: TrayActions, above: readonly MenuEntry[], updates: readonly MenuEntry[]): MenuEntry[] {
  const parts: readonly (readonly MenuEntry[])[] = [
    above,
    [
      { label: 'Open dashboard', click: actions.open },
      { label: 'Renew now', click: actions.renewNow },
    ],
    updates,
    [{ label: 'Quit', click: actions.quit }],
  ]
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ type: 'separator' as const }, ...part]))
}
