import { app, nativeTheme, session } from 'electron'
import { appId } from './app-id.ts'
import { type KeptChoices, keepChoices } from './choices/choices.ts'
import type { DesktopAgent, DesktopOptions } from './desktop.port.ts'
import { safeStorageLock } from './keys/safe-storage-lock.adapter.ts'
import { serveAgent } from './serve-agent.ts'
import { showWhyNot } from './show-why-not.ts'
import { loginItem } from './start-at-login/login-item.adapter.ts'
import { hiddenArgument } from './start-at-login/login-item.policy.ts'
import { stopBeforeQuit } from './stop-before-quit.ts'
import { announceScheme, serveDashboard } from './windows/app-protocol.ts'
import { createDashboardWindow } from './windows/dashboard-window.ts'
import { waitingOrigins } from './windows/external-links.policy.ts'
import { setMenu } from './windows/menu.ts'
import { limitPermissions, lockDownPages } from './windows/web-lockdown.ts'
import { createSpoken } from './words/spoken.ts'

const toastActivator = '{9B0D2C64-7A51-4E0B-8C3A-5D1F6E27A4B9}'

/** Runs the desktop program until it is told to quit: one instance, an icon, a window when it is wanted, the agent behind it. */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  // Windows brings a press on a notice's button to the program of this id; it has to be said before the next line.
  if (options.system.platform === 'win32') app.setToastActivatorCLSID(toastActivator)
  // Before the first window, or Windows takes no notice of it.
  app.setAppUserModelId(appId)
  app.setPath('userData', options.windowDataFolder)
  // Two agents on one data folder would be refused anyway; the second start brings the first one's window up.
  if (!app.requestSingleInstanceLock()) return app.quit()

  let origins: readonly string[] = []
  let running: DesktopAgent | undefined
  app.enableSandbox()
  announceScheme()
  lockDownPages({
    ownOrigins: () => origins,
    waitingOrigins: async () => (running ? waitingOrigins(await running.services.device.enrolment().catch(() => undefined)) : []),
    // What stands behind the host may be somebody's secret.
    blocked(address) {
      const { host, protocol } = URL.parse(address) ?? { host: undefined, protocol: undefined }
      running?.log.warn('A link was not opened', { protocol, host })
    },
  })
  // The icon stays when the window goes: without a listener Electron would quit.
  app.on('window-all-closed', () => undefined)

  await app.whenReady()
  limitPermissions(session.defaultSession)
  serveDashboard(session.defaultSession, options.rendererFolder)
  let chosen: KeptChoices | undefined
  const spoken = createSpoken({
    chosen: () => chosen?.now().looks.language ?? null,
    system: () => app.getPreferredSystemLanguages(),
    clock: options.clock,
  })
  // At once: Electron's own would reload and inspect.
  setMenu(spoken.words())
  const keeping = keepChoices(options.memory.choices, { warn: (...told) => running?.log.warn(...told) })
  void keeping.then((choices) => {
    chosen = choices
    setMenu(spoken.words())
  })
  const pages = { preloadFile: options.preloadFile, development: !app.isPackaged, timers: options.timers, system: options.system }
  const dashboard = createDashboardWindow(pages)
  app.on('second-instance', (_event, args) => {
    if (!args.includes(hiddenArgument)) dashboard.show()
  })
  app.on('activate', () => dashboard.show())

  const lock = safeStorageLock()
  const starting = options.startAgent(lock)
  const leaving = new AbortController()
  const parting = { askInstaller: async () => async () => {}, beginInstaller: async () => {} }
  stopBeforeQuit(
    async () => {
      parting.beginInstaller = await parting.askInstaller()
      leaving.abort()
      dashboard.end()
      const agent = await starting.catch(() => undefined)
      await agent?.stop().catch((error: unknown) => agent.log.error('The agent did not end cleanly', { error }))
    },
    () => parting.beginInstaller(),
  )
  void options.askedToStop.then(() => app.quit())
  const agent = await starting.catch(async (error: unknown) => {
    await keeping
    showWhyNot(error, spoken.words())
  })
  if (!agent || leaving.signal.aborted) return
  running = agent
  const unlocked = lock?.trouble()
  if (unlocked !== undefined) agent.log.warn('The key file stays without a lock until the next start', { error: unlocked })

  const choices = await keeping
  if (leaving.signal.aborted) return
  nativeTheme.themeSource = choices.now().looks.theme
  const login = loginItem(options.system.platform)
  login?.removeEarlier()
  const isHidden = options.args.includes(hiddenArgument)
  // When somebody has started it, and has not chosen otherwise: also where it is gone, as after a removal and a new installation.
  const { startsAtLogin } = choices.now()
  if (login && !isHidden && startsAtLogin !== false) {
    login.set(true)
    if (startsAtLogin === undefined) void choices.change({ startsAtLogin: true })
  }
  serveAgent({
    agent,
    options,
    pages,
    dashboard,
    choices,
    spoken,
    login,
    isHidden,
    signal: leaving.signal,
    tellOrigins(next) {
      origins = next
    },
    atQuit(ask) {
      parting.askInstaller = ask
    },
  })
  if (!isHidden) dashboard.show()
}
