import { join } from 'node:path'
import type { Health } from '@mylzip/shared/operations/values.ts'
import { Menu, nativeImage, nativeTheme, type Rectangle, Tray } from 'electron'
import type { MenuEntry } from './menu-entry.ts'
import { trayIconFile } from './tray-look.policy.ts'

export interface TrayIcon {
  show(health: Health, tooltip: string): void
  /** What its menu says from now on. */
  offer(entries: MenuEntry[]): void
  /** Where it is, in device-independent pixels. */
  bounds(): Rectangle
  remove(): void
}

interface Clicks {
  click(): void
  /** Windows tells of the first click as well, before it. */
  doubleClick(): void
}

/** The icon in the notification area: its shape says the state, for light and dark taskbars alike. */
export function createTray(iconFolder: string, { click, doubleClick }: Clicks): TrayIcon {
  let health: Health = 'attention'
  // The taskbar may be dark while windows are light, and the other way round.
  const taskbar = () => (nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light')
  const image = () => nativeImage.createFromPath(join(iconFolder, trayIconFile(health, taskbar())))

  const tray = new Tray(image())
  tray.setToolTip('MyL.Zip SSL')
  tray.on('click', click)
  tray.on('double-click', doubleClick)
  const repaint = () => tray.setImage(image())
  nativeTheme.on('updated', repaint)

  return {
    show(next, tooltip) {
      health = next
      repaint()
      tray.setToolTip(tooltip)
    },
    offer(entries) {
      tray.setContextMenu(Menu.buildFromTemplate(entries))
    },
    bounds: () => tray.getBounds(),
    remove() {
      nativeTheme.off('updated', repaint)
      tray.destroy()
    },
  }
}
