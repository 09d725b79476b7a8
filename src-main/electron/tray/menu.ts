import { isDeepStrictEqual } from 'node:util'
import type { Standing } from '../attach/standing.policy.ts'
import type { UpdateState } from '../updates/update-state.policy.ts'
import { administrationMenu, type StandingActions, standingMenu } from './standing-menu.policy.ts'
import type { TrayIcon } from './tray.ts'
import { type DeviceNow, type MenuParts, type TrayActions, trayMenu } from './tray-menu.policy.ts'
import { type UpdateActions, updateMenu } from './update-menu.policy.ts'

export interface IconMenu {
  ofDevice(device: DeviceNow): void
  ofStanding(standing: Standing, actions: StandingActions): void
  ofUpdates(state: UpdateState, actions: UpdateActions): void
}

/** Keeps the icon's menu as things stand. Electron's menus cannot be changed, so each time it is a new one. */
export function createMenu(tray: TrayIcon, actions: TrayActions): IconMenu {
  let now: DeviceNow = { status: undefined, isAnswered: false, mayRenew: false, pausedUntil: undefined }
  let parts: MenuParts = { above: [], administration: [], updates: [] }
  const show = (change: Partial<MenuParts> = {}) => {
    parts = { ...parts, ...change }
    tray.offer(trayMenu(actions, now, parts))
  }
  show()
  return {
    ofDevice(next) {
      if (isDeepStrictEqual(next, now)) return
      now = next
      show()
    },
    ofStanding(standing, standingActions) {
      show({ above: standingMenu(standing, standingActions), administration: administrationMenu(standing, standingActions) })
    },
    ofUpdates(state, updateActions) {
      show({ updates: updateMenu(state, updateActions) })
    },
  }
}
