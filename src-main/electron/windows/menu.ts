import { Menu } from 'electron'
import type { DesktopWords } from '../words/english.ts'

/** Hidden, but its keys work: copying, and making everything larger. Nothing that reloads or inspects. */
export function setMenu({ menu }: DesktopWords): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: 'editMenu' },
      { label: menu.view, submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] },
    ]),
  )
}
