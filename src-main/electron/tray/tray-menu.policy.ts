import type { DesktopWords } from '../words/english.ts'
import type { MenuEntry } from './menu-entry.ts'

export interface TrayActions {
  renewNow(): void
  pause(): void
  resume(): void
  open(): void
  copyDiagnostics(): void
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

export interface DeviceNow {
  /** In words; undefined where nobody knows. */
  status: string | undefined
  /** In words too: until when renewals wait. */
  pausedUntil: string | undefined
  /** Whether there is an agent that could be asked. */
  isAnswered: boolean
  /** Whether there is an agent that could be asked, and something worth renewing. */
  mayRenew: boolean
  /** Whether there is an agent that could be asked, and anything that is renewed by itself. */
  mayPause: boolean
}

/** The icon's menu, with a line between its parts. */
export function trayMenu(
  { menu: say }: Pick<DesktopWords, 'menu'>,
  actions: TrayActions,
  { isAnswered, mayPause, mayRenew, pausedUntil, status }: DeviceNow,
  { above, administration, updates }: MenuParts,
): MenuEntry[] {
  const said = [status, pausedUntil === undefined ? undefined : say.waitUntil(pausedUntil)]
  const words = said.filter((line) => line !== undefined).map((label) => ({ label, enabled: false }))
  const pause =
    pausedUntil === undefined ? { label: say.pause, enabled: mayPause, click: actions.pause } : { label: say.resume, click: actions.resume }
  const parts: readonly (readonly MenuEntry[])[] = [
    [...words, ...above],
    [
      { label: say.renewNow, enabled: mayRenew, click: actions.renewNow },
      { label: say.openDashboard, click: actions.open },
      pause,
      ...administration,
    ],
    updates,
    [
      { label: say.copyDiagnostics, enabled: isAnswered, click: actions.copyDiagnostics },
      { label: say.settings, click: actions.openSettings },
      { label: say.quit, click: actions.quit },
    ],
  ]
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ type: 'separator' as const }, ...part]))
}
