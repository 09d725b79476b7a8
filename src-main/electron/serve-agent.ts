import { app } from 'electron'
import { windowCaller } from '../doors/access.policy.ts'
import { createDesktopRouter } from '../doors/desktop-router.ts'
import { serveMessagePort } from '../doors/message-port/serve-message-port.ts'
import { followStanding } from './attach/follow-standing.ts'
import type { Standing } from './attach/standing.policy.ts'
import type { KeptChoices } from './choices/choices.ts'
import type { DesktopAgent, DesktopOptions } from './desktop.port.ts'
import { followDevice } from './follow-device.ts'
import { openPortDoor } from './ipc/port-door.ts'
import { createNotices } from './notifications/notices.ts'
import { showNotice } from './notifications/show-notice.ts'
import { createDesktopServices } from './own-door/desktop-services.ts'
import type { LoginItem } from './start-at-login/login-item.adapter.ts'
import { copyDiagnostics } from './tray/copy-diagnostics.ts'
import { nothingKnown, ownOrigins } from './tray/device-facts.policy.ts'
import { createMenu } from './tray/menu.ts'
import { changePause, renewNow } from './tray/renew-now.ts'
import { createTray } from './tray/tray.ts'
import { lacksAgent, statusLine, trayHealth, trayTooltip } from './tray/tray-look.policy.ts'
import { worthRenewing } from './tray/worth-renewing.policy.ts'
import { beginUpdates } from './updates/begin-updates.ts'
import { readyVersion } from './updates/update-state.policy.ts'
import type { Updates } from './updates/updates.service.ts'
import type { DashboardWindow } from './windows/dashboard-window.ts'
import { createFlyoutWindow } from './windows/flyout-window.ts'
import { setMenu } from './windows/menu.ts'
import type { PageWindowNeeds } from './windows/page-window.ts'
import type { Spoken } from './words/spoken.ts'

interface Needs {
  agent: DesktopAgent
  options: DesktopOptions
  pages: PageWindowNeeds
  dashboard: DashboardWindow
  choices: KeptChoices
  spoken: Spoken
  login: LoginItem | undefined
  /** Started with the session: nobody looks. */
  isHidden: boolean
  /** Aborted when the program is about to end. */
  signal: AbortSignal
  /** Where links may lead from now on. */
  tellOrigins(origins: readonly string[]): void
  /** Takes what is to be asked when the program is about to end: what to do after everything else has. */
  atQuit(ask: () => Promise<() => Promise<void>>): void
}

/** Everything that shows the agent and asks it for something: the icon, its menu, the flyout, the doors of the pages. */
export function serveAgent(needs: Needs): void {
  const { agent, atQuit, choices, dashboard, isHidden, login, options, pages, signal, spoken, tellOrigins } = needs
  let updates: Updates | undefined
  let facts = nothingKnown
  let standing: Standing = 'starting'
  let ready: ReturnType<typeof readyVersion>

  const { words, writtenDay } = spoken
  const tray = createTray(options.trayIconFolder, {
    click: () => flyout.toggle(),
    doubleClick: () => own.services.openDashboard(undefined),
  })
  const flyout = createFlyoutWindow({ ...pages, iconBounds: tray.bounds })
  const own = createDesktopServices({
    choices,
    login,
    dashboard,
    flyout,
    updates: () => updates,
    noticesChosen: () => notices.look(),
    languageChosen: sayAnew,
  })
  const menu = createMenu(tray, words, {
    open: () => own.services.openDashboard(undefined),
    openSettings: () => own.services.openDashboard('#/settings'),
    renewNow: () => void renewNow(agent, words, () => options.clock.now()),
    pause: () => void changePause(agent, words, 'pause'),
    resume: () => void changePause(agent, words, 'resume'),
    copyDiagnostics: () => void copyDiagnostics(agent, words),
    quit: () => app.quit(),
  })
  const notices = createNotices({
    remembered: options.memory.notices,
    situation: () => ({ facts, standing, ready: ready?.isOlder ? undefined : ready?.version, choice: choices.now().notices }),
    spoken,
    mayStartService: options.elevated !== undefined,
    updateAsks: () => ready?.needsAdministrator ?? false,
    timers: options.timers,
    clock: options.clock,
    log: agent.log,
    signal,
    lookAgain: show,
    show: (notice, failed) =>
      showNotice(notice, {
        failed,
        agent,
        words,
        open: own.services.openDashboard,
        startService: options.elevated?.startService,
        restart: async () => updates?.restart(),
      }),
  })
  const closeDoors = [
    openPortDoor({
      to: 'agent',
      serve: (port) => serveMessagePort(agent.router, port, windowCaller(agent.mode)),
      log: agent.log,
    }),
    openPortDoor({
      to: 'desktop',
      serve: (port) => serveMessagePort(createDesktopRouter(own.services, agent.log, options.random), port, windowCaller('user')),
      log: agent.log,
    }),
  ]

  const beginning = options.updates?.(agent.log).then((parts) => {
    if (signal.aborted) return
    const begun = beginUpdates(parts, agent, words, (state, actions) => {
      menu.ofUpdates(state, actions)
      own.tellUpdates(state)
      ready = readyVersion(state)
      notices.look()
    })
    updates = begun
    atQuit(begun.atQuit)
  })
  beginning?.catch((error: unknown) => agent.log.warn('The program does not update itself', { error }))

  function show(): void {
    const look = { now: options.clock.now(), words: words(), writtenDay }
    tray.show(trayHealth(facts, standing, look), trayTooltip(facts, standing, look))
    const lacks = lacksAgent(standing)
    menu.ofDevice({
      status: statusLine(facts, standing, look),
      isAnswered: !lacks,
      mayRenew: !lacks && worthRenewing(facts.certificates.values(), look.now).length > 0,
      mayPause: !lacks && facts.certificates.size > 0,
      pausedUntil: lacks || facts.pausedUntil === undefined ? undefined : writtenDay(facts.pausedUntil),
    })
    notices.look()
  }
  /** All that stands there now. What was told in a notice stays as it was told. */
  function sayAnew(): void {
    setMenu(words())
    menu.sayAnew()
    show()
  }
  followStanding({
    agent,
    elevated: options.elevated,
    menu,
    words,
    isWatched: !isHidden,
    signal,
    tell(next) {
      standing = next
      show()
    },
  })
  followDevice(agent, signal, (next) => {
    facts = next
    tellOrigins(ownOrigins(next))
    show()
  }).catch((error: unknown) => agent.log.error('The icon no longer follows the device', { error }))

  signal.addEventListener('abort', () => {
    for (const close of closeDoors) close()
    updates?.close()
    flyout.end()
    tray.remove()
  })
}
