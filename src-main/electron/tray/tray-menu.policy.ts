import type { MenuEntry } from './menu-entry.ts'

export interface TrayActions {
  open(): void
  renewNow(): void
  quit(): void
}

/** Each may be empty. */
interface MenuParts {
  above: readonly MenuEntry[]
  administration: readonly MenuEntry[]
  updates: readonly MenuEntry[]
}

/** The icon's menu, with a line between its parts. */
export function trayMenu(actions: TrayActions, { above, administration, updates }: MenuParts): MenuEntry[] {
  const parts: readonly (readonly MenuEntry[])[] = [
    above,
    [{ label: 'Open dashboard', click: actions.open }, { label: 'Renew now', click: actions.renewNow }, ...administration],
    updates,
    [{ label: 'Quit', click: actions.quit }],
  ]
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ type: 'separator' as const }, ...part]))
}
