import { minute } from '@mylzip/shared/domain/time.ts'
import { vi } from 'vitest'
import { wantPortChannel } from '#main/electron/ipc/channels.ts'
import { startDesktop } from './desktop.ts'
import { desktopPage } from './desktop-page.ts'
import type { DrivenDesktop } from './desktop-scenarios.ts'
import { app, BrowserWindow, FakeEvent, ipcMain, screen, Tray, WebContentsDouble } from './electron-double.ts'

const isFlyout = (window: BrowserWindow) => window.url?.endsWith('#/flyout') ?? false
const named = (window: BrowserWindow) => (isFlyout(window) ? 'flyout' : 'dashboard')

/** The program on Electron's double, whose windows paint at once. */
export async function doubleDesktop(): Promise<DrivenDesktop> {
  const { time } = await startDesktop({ args: ['--hidden'] })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  await vi.waitFor(() => {
    if (tray.tooltip === 'MyL.Zip SSL') throw new Error('the icon knows nothing yet')
  })
  const window = (name: string) => {
    const found = BrowserWindow.alive().find((each) => named(each) === name)
    if (!found) throw new Error(`there is no ${name}`)
    return found
  }
  const painted = async () => {
    for (const each of BrowserWindow.alive()) each.paint()
  }
  return {
    async clickIcon() {
      tray.clicked()
      await painted()
    },
    async doubleClickIcon() {
      tray.clicked()
      tray.emit('double-click')
      await painted()
    },
    async chooseInMenu(label) {
      tray.choose(label)
      await painted()
    },
    menuLabels: async () => tray.menu.items.flatMap(({ label }) => label ?? []),
    async startAgain(...args) {
      app.emit('second-instance', new FakeEvent(), ['program.exe', ...args])
      await painted()
    },
    seen: async () =>
      BrowserWindow.alive()
        .filter(({ visible }) => visible)
        .map(named),
    pages: async () => BrowserWindow.alive().length,
    closeDashboard: async () => window('dashboard').close(),
    async pressInFlyout(key) {
      const { visible, webContents } = window('flyout')
      webContents.press(key)
      // The page hears it too, and asks to be hidden.
      if (visible && key === 'Escape') await desktopPage().windows.hideFlyout()
    },
    async lookElsewhere() {
      screen.pointer = { x: 100, y: 100 }
      for (const each of BrowserWindow.alive()) each.looksElsewhere()
    },
    pass: (minutes) => time.pass(minutes * minute),
    place: async () => new URL(window('dashboard').url ?? '').hash,
    async navigate(to) {
      const { webContents } = window('dashboard')
      return webContents.tries('will-navigate', to) ? to : webContents.url
    },
    async givesPort(url) {
      let given = false
      const senderFrame = {
        url,
        parent: null,
        postMessage: () => {
          given = true
        },
      }
      ipcMain.emit(wantPortChannel, { sender: new WebContentsDouble(), senderFrame }, 'agent')
      return given
    },
  }
}
