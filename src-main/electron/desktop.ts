import { app, session } from 'electron'
import { windowCaller } from '../doors/access.policy.ts'
import { serveMessagePort } from '../doors/message-port/serve-message-port.ts'
import { followStanding } from './attach/follow-standing.ts'
import type { Standing } from './attach/standing.policy.ts'
import type { DesktopOptions } from './desktop.port.ts'
import { followDevice } from './follow-device.ts'
import { openPortDoor } from './ipc/port-door.ts'
import { safeStorageLock } from './keys/safe-storage-lock.adapter.ts'
import { showWhyNot } from './show-why-not.ts'
import { stopBeforeQuit } from './stop-before-quit.ts'
import { nothingKnown } from './tray/device-facts.policy.ts'
import { createMenu } from './tray/menu.ts'
import { renewAll } from './tray/renew-all.ts'
import { createTray } from './tray/tray.ts'
import { beginUpdates } from './updates/begin-updates.ts'
import type { Updates } from './updates/updates.service.ts'
import { announceScheme, serveDashboard } from './windows/app-protocol.ts'
import { createDashboardWindow } from './windows/dashboard-window.ts'
import { setMenu } from './windows/menu.ts'
import { denyPermissions, lockDownPages } from './windows/web-lockdown.ts'

/** The installer's appId: Windows shows toasts and groups windows by it, if it is set before the first window. */
export const appId = 'zip.myl.ssl'

/** Runs the desktop program until it is told to quit: one instance, an icon, a window when it is wanted, the agent behind it. */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  app.setAppUserModelId(appId)
  app.setPath('userData', options.windowDataFolder)
  // Two agents on one data folder would be refused anyway; the second start brings the first one's window up.
  if (!app.requestSingleInstanceLock()) return app.quit()

  let facts = nothingKnown
  let updates: Updates | undefined
  app.enableSandbox()
  announceScheme()
  lockDownPages(() => facts.ownOrigins)
  // The icon stays when the window goes: without a listener Electron would quit.
  app.on('window-all-closed', () => undefined)

  await app.whenReady()
  denyPermissions(session.defaultSession)
  serveDashboard(session.defaultSession, options.rendererFolder)
  setMenu()
  const window = createDashboardWindow({ preloadFile: options.preloadFile, development: !app.isPackaged })
  app.on('second-instance', (_event, args) => {
    if (!args.includes('--hidden')) window.show()
  })
  app.on('activate', () => window.show())

  const lock = safeStorageLock()
  const starting = options.startAgent(lock)
  const leaving = new AbortController()
  let beginInstaller = async () => {}
  stopBeforeQuit(
    async () => {
      beginInstaller = (await updates?.atQuit()) ?? beginInstaller
      leaving.abort()
      const agent = await starting.catch(() => undefined)
      await agent?.stop().catch((error: unknown) => agent.log.error('The agent did not end cleanly', { error }))
    },
    () => beginInstaller(),
  )
  void options.askedToStop.then(() => app.quit())
  const agent = await starting.catch(showWhyNot)
  if (!agent || leaving.signal.aborted) return
  const unlocked = lock?.trouble()
  if (unlocked !== undefined) agent.log.warn('The key file stays without a lock until the next start', { error: unlocked })

  const closePortDoor = openPortDoor({
    to: 'agent',
    serve: (port) => serveMessagePort(agent.router, port, windowCaller(agent.mode)),
    log: agent.log,
  })
  const tray = createTray(options.trayIconFolder, window.show)
  const menu = createMenu(tray, {
    open: window.show,
    renewNow: () => void renewAll(agent),
    quit: () => app.quit(),
  })
  const beginning = options.updates?.(agent.log).then((parts) => {
    if (!leaving.signal.aborted) updates = beginUpdates(parts, agent, menu.ofUpdates)
  })
  beginning?.catch((error: unknown) => agent.log.warn('The program does not update itself', { error }))
  leaving.signal.addEventListener('abort', () => {
    closePortDoor()
    updates?.close()
    tray.remove()
  })
  let standing: Standing = 'starting'
  const isHidden = options.args.includes('--hidden')
  followStanding({
    agent,
    elevated: options.elevated,
    menu,
    isWatched: !isHidden,
    signal: leaving.signal,
    tell(next) {
      standing = next
      tray.show(facts, standing)
    },
  })
  followDevice(agent, leaving.signal, (next) => {
    facts = next
    tray.show(facts, standing)
  }).catch((error: unknown) => agent.log.error('The icon no longer follows the device', { error }))
  if (!isHidden) window.show()
}
