import { BrowserWindow, nativeTheme } from 'electron'
import { dashboardUrl } from '../dashboard-address.policy.ts'

export interface DashboardWindow {
  /** Makes the window when there is none, else brings it to the front. */
  show(): void
}

/** One window, made when it is first wanted and gone when it is closed: a renderer kept for nothing costs 150 MB. */
export function createDashboardWindow({ preloadFile, development }: { preloadFile: string; development: boolean }): DashboardWindow {
  let window: BrowserWindow | undefined

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      title: 'MyL.Zip SSL',
      width: 1080,
      height: 720,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      // Shown until the page has painted; without it a dark desktop sees a white flash.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa',
      webPreferences: {
        preload: preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        devTools: development,
      },
    })
    opened.once('ready-to-show', () => opened.show())
    opened.once('closed', () => {
      if (window === opened) window = undefined
    })
    void opened.loadURL(dashboardUrl)
    return opened
  }

  return {
    show() {
      if (!window || window.isDestroyed()) {
        window = open()
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
