import { isDeepStrictEqual } from 'node:util'
import type { Standing } from '../attach/standing.policy.ts'
import type { UpdateState } from '../updates/update-state.policy.ts'
import type { DesktopWords } from '../words/english.ts'
import { administrationMenu, type StandingActions, standingMenu } from './standing-menu.policy.ts'
import type { TrayIcon } from './tray.ts'
import { type DeviceNow, type MenuParts, type TrayActions, trayMenu } from './tray-menu.policy.ts'
import { type UpdateActions, updateMenu } from './update-menu.policy.ts'

export interface IconMenu {
  ofDevice(device: DeviceNow): void
  ofStanding(standing: Standing, actions: StandingActions): void
  ofUpdates(state: UpdateState, actions: UpdateActions): void
  /** The words are others now. */
  sayAnew(): void
}

type InWords<Entries> = (words: DesktopWords) => Entries

/** Keeps the icon's menu as things stand. Electron's menus cannot be changed, so each time it is a new one. */
export function createMenu(tray: TrayIcon, words: () => DesktopWords, actions: TrayActions): IconMenu {
  let now: DeviceNow = { status: undefined, isAnswered: false, mayRenew: false, mayPause: false, pausedUntil: undefined }
  let ofService: InWords<Pick<MenuParts, 'above' | 'administration'>> = () => ({ above: [], administration: [] })
  let ofUpdates: InWords<MenuParts['updates']> = () => []
  const show = () => tray.offer(trayMenu(words(), actions, now, { ...ofService(words()), updates: ofUpdates(words()) }))
  show()
  return {
    ofDevice(next) {
      if (isDeepStrictEqual(next, now)) return
      now = next
      show()
    },
    ofStanding(standing, standingActions) {
      ofService = (said) => ({
        above: standingMenu(said, standing, standingActions),
        administration: administrationMenu(said, standing, standingActions),
      })
      show()
    },
    ofUpdates(state, updateActions) {
      ofUpdates = (said) => updateMenu(said, state, updateActions)
      show()
    },
    sayAnew: show,
  }
}
