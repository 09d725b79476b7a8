import { join } from 'node:path'
import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import type { Standing } from '../attach/standing.policy.ts'
import { type DeviceFacts, nothingKnown } from './device-facts.policy.ts'
import type { MenuEntry } from './menu-entry.ts'
import { trayHealth, trayIconFile, trayTooltip } from './tray-look.policy.ts'

export interface TrayIcon {
  show(facts: DeviceFacts, standing: Standing): void
  /** What its menu says from now on. */
  offer(entries: MenuEntry[]): void
  remove(): void
}

/** The icon in the notification area: its shape says the state, for light and dark taskbars alike. */
export function createTray(iconFolder: string, open: () => void): TrayIcon {
  let facts = nothingKnown
  let standing: Standing = 'no-service'
  // The taskbar may be dark while windows are light, and the other way round.
  const taskbar = () => (nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light')
  const image = () => nativeImage.createFromPath(join(iconFolder, trayIconFile(trayHealth(facts, standing), taskbar())))

  const tray = new Tray(image())
  tray.setToolTip(trayTooltip(facts, standing))
  tray.on('click', open)
  const repaint = () => tray.setImage(image())
  nativeTheme.on('updated', repaint)

  return {
    show(nextFacts, nextStanding) {
      facts = nextFacts
      standing = nextStanding
      repaint()
      tray.setToolTip(trayTooltip(facts, standing))
    },
    offer(entries) {
      tray.setContextMenu(Menu.buildFromTemplate(entries))
    },
    remove() {
      nativeTheme.off('updated', repaint)
      tray.destroy()
    },
  }
}
