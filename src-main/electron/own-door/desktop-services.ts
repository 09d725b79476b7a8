import type { DesktopState } from '@mylzip/shared/operations/desktop.ts'
import { nativeTheme } from 'electron'
import type { DesktopServices } from '../../doors/desktop-services.port.ts'
import type { KeptChoices } from '../choices/choices.ts'
import type { LoginItem } from '../start-at-login/login-item.adapter.ts'
import { nothingDone, type UpdateState } from '../updates/update-state.policy.ts'
import type { Updates } from '../updates/updates.service.ts'
import type { DashboardWindow } from '../windows/dashboard-window.ts'
import type { FlyoutWindow } from '../windows/flyout-window.ts'
import { saveText } from './save-text.adapter.ts'
import { toldUpdates } from './told-updates.policy.ts'

interface Needs {
  choices: KeptChoices
  login: LoginItem | undefined
  dashboard: DashboardWindow
  flyout: Pick<FlyoutWindow, 'hide'>
  /** Undefined until the program looks for updates, and where it cannot take its own place. */
  updates(): Updates | undefined
  /** The person wants to be told of other things from now on. */
  noticesChosen(): void
  /** Or in another language. */
  languageChosen(): void
}

export interface OwnServices {
  services: DesktopServices
  /** There is something new to tell about updates. */
  tellUpdates(state: UpdateState): void
}

/** What the program does for its own pages. */
export function createDesktopServices({ choices, dashboard, flyout, languageChosen, login, noticesChosen, updates }: Needs): OwnServices {
  const watchers = new Set<() => void>()
  let updateState = nothingDone

  const state = (): DesktopState => ({
    startAtLogin: login?.now() ?? null,
    updates: toldUpdates(updateState),
    notices: choices.now().notices,
  })
  const tell = () => {
    for (const wake of watchers) wake()
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<DesktopState> {
    let wake = () => {}
    let isNew = true
    const notice = () => {
      isNew = true
      wake()
    }
    watchers.add(notice)
    signal.addEventListener('abort', notice, { once: true })
    try {
      while (!signal.aborted) {
        if (isNew) {
          isNew = false
          yield state()
        } else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      watchers.delete(notice)
    }
  }

  return {
    tellUpdates(next) {
      updateState = next
      tell()
    },
    services: {
      watch,
      hideFlyout: flyout.hide,
      openDashboard(at) {
        flyout.hide()
        dashboard.show(at)
      },
      async follow(looks) {
        nativeTheme.themeSource = looks.theme
        const before = choices.now().looks.language
        const kept = choices.change({ looks })
        if (looks.language !== before) languageChosen()
        await kept
      },
      async setStartAtLogin(on) {
        const now = login?.set(on) ?? null
        if (login) await choices.change({ startsAtLogin: on })
        tell()
        return now
      },
      updates: {
        look: () => updates()?.lookNow(),
        choose: async (channel) => updates()?.choose(channel),
        install: () => void updates()?.restart(),
      },
      async chooseNotices({ renewals, updates: ofUpdates }) {
        const { notices } = choices.now()
        await choices.change({ notices: { renewals: renewals ?? notices.renewals, updates: ofUpdates ?? notices.updates } })
        tell()
        noticesChosen()
        return choices.now().notices
      },
      saveText,
    },
  }
}
