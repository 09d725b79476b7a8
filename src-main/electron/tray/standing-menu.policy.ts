import { type Standing, standingWords } from '../attach/standing.policy.ts'
import type { MenuEntry } from './menu-entry.ts'

export interface StandingActions {
  explainStanding(): void
  /** Left out where rights cannot be raised from here. */
  startService?: (() => void) | undefined
  openTerminal?: (() => void) | undefined
}

/** What the icon's menu says of the service, above all else; nothing where there is nothing to say. */
export function standingMenu(standing: Standing, { explainStanding, startService }: StandingActions): MenuEntry[] {
  if (standing === 'attached') return []
  const words = { label: `${standingWords[standing].label} …`, click: explainStanding }
  return standing === 'stopped' && startService ? [words, { label: 'Start the service', click: startService }] : [words]
}

/** The way to all that the window may not do beside a service: the command line, as an administrator. */
export function administrationMenu(standing: Standing, { openTerminal }: StandingActions): MenuEntry[] {
  return standing === 'attached' && openTerminal ? [{ label: 'Command line for administrators …', click: openTerminal }] : []
}
