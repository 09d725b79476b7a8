import type { Standing } from '../attach/standing.policy.ts'
import type { DesktopWords } from '../words/english.ts'
import type { MenuEntry } from './menu-entry.ts'

export interface StandingActions {
  explainStanding(): void
  /** Left out where rights cannot be raised from here. */
  startService?: (() => void) | undefined
  openTerminal?: (() => void) | undefined
}

/** What the icon's menu says of the service, above all else; nothing where there is nothing to say. */
export function standingMenu(
  words: Pick<DesktopWords, 'menu' | 'standing'>,
  standing: Standing,
  { explainStanding, startService }: StandingActions,
): MenuEntry[] {
  if (standing === 'attached') return []
  const explain = { label: `${words.standing[standing].label} …`, click: explainStanding }
  return standing === 'stopped' && startService ? [explain, { label: words.menu.startService, click: startService }] : [explain]
}

/** The way to all that the window may not do beside a service: the command line, as an administrator. */
export function administrationMenu(
  { menu }: Pick<DesktopWords, 'menu'>,
  standing: Standing,
  { openTerminal }: StandingActions,
): MenuEntry[] {
  return standing === 'attached' && openTerminal ? [{ label: menu.commandLine, click: openTerminal }] : []
}
