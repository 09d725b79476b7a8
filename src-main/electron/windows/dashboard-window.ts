import { isDashboardUrl, withPlace } from '../dashboard-address.policy.ts'
import { keepWindow } from './kept-window.ts'
import { openPageWindow, type PageWindowNeeds } from './page-window.ts'

export interface DashboardWindow {
  /** Brings it to the front, at a place of it where one is named ("#/settings"). */
  show(at?: string): void
  end(): void
}

export function createDashboardWindow({ timers, ...needs }: PageWindowNeeds): DashboardWindow {
  let begin = ''
  const window = keepWindow({
    timers,
    make: () =>
      openPageWindow({
        ...needs,
        material: 'mica',
        at: begin,
        options: { width: 1080, height: 720, minWidth: 640, minHeight: 480, autoHideMenuBar: true },
      }),
  })
  return {
    show(at = '') {
      const shown = window.current()
      begin = at
      // Within the page, which sees its fragment change: nothing is loaded anew.
      if (shown && at !== '' && isDashboardUrl(shown.webContents.getURL())) void shown.loadURL(withPlace(shown.webContents.getURL(), at))
      window.show()
    },
    end: window.end,
  }
}
