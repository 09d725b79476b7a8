import type { Standing } from '../attach/standing.policy.ts'
import type { UpdateState } from '../updates/update-state.policy.ts'
import { administrationMenu, type StandingActions, standingMenu } from './standing-menu.policy.ts'
import type { TrayIcon } from './tray.ts'
import { type TrayActions, trayMenu } from './tray-menu.policy.ts'
import { type UpdateActions, updateMenu } from './update-menu.policy.ts'

export interface IconMenu {
  ofStanding(standing: Standing, actions: StandingActions): void
  ofUpdates(state: UpdateState, actions: UpdateActions): void
}

/** Keeps the icon's menu as things stand. Electron's menus cannot be changed, so each time it is a new one. */
export function createMenu(tray: TrayIcon, actions: TrayActions): IconMenu {
  let standing: ReturnType<typeof standingMenu> = []
  let administration: ReturnType<typeof administrationMenu> = []
  let updates: ReturnType<typeof updateMenu> = []
  const show = () => tray.offer(trayMenu(actions, { above: standing, administration, updates }))
  show()
  return {
    ofStanding(next, standingActions) {
      standing = standingMenu(next, standingActions)
      administration = administrationMenu(next, standingActions)
      show()
    },
    ofUpdates(state, updateActions) {
      updates = updateMenu(state, updateActions)
      show()
    },
  }
}
