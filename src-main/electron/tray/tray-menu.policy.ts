import type { MenuEntry } from './menu-entry.ts'

export interface TrayActions {
  renewNow(): void
  open(): void
  openSettings(): void
  quit(): void
}

/** Each may be empty. */
export interface MenuParts {
  /** How the device stands, and how the program stands to the service. */
  above: readonly MenuEntry[]
  administration: readonly MenuEntry[]
  updates: readonly MenuEntry[]
}

interface Now {
  /** In words; undefined where nobody knows. */
  status: string | undefined
  /** Whether there is an agent that could be asked, and something to renew. */
  mayRenew: boolean
}

/** The icon's menu, with a line between its parts. */
export function trayMenu(actions: TrayActions, { mayRenew, status }: Now, { above, administration, updates }: MenuParts): MenuEntry[] {
  const words = status === undefined ? [] : [{ label: status, enabled: false }]
  const parts: readonly (readonly MenuEntry[])[] = [
    [...words, ...above],
    [
      { label: 'Renew now', enabled: mayRenew, click: actions.renewNow },
      { label: 'Open dashboard', click: actions.open },
      ...administration,
    ],
    updates,
    [
      { label: 'Settings', click: actions.openSettings },
      { label: 'Quit', click: actions.quit },
    ],
  ]
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ type: 'separator' as const }, ...part]))
}
