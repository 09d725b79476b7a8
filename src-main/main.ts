import { randomBytes } from 'node:crypto'
import { release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }
import { startAgent } from './agent.ts'
import { windowsParts } from './composition/windows-parts.ts'
import { openPipeDoor } from './doors/pipe/pipe-door.adapter.ts'
import { openProgramDoor } from './doors/programs/program-door.adapter.ts'
import { createRouter } from './doors/router.ts'
import { Choices, usualChoices } from './electron/choices/choices.policy.ts'
import { rememberIn } from './electron/choices/json-file.adapter.ts'
import type { DesktopAgent } from './electron/desktop.port.ts'
import { runDesktop } from './electron/desktop.ts'
import { desktopFolders } from './electron/desktop-folders.policy.ts'
import { NoticeMemory, nothingTold } from './electron/notifications/notice.policy.ts'
import { hasRun, standingOfOwn } from './electron/own-agent.ts'
import { ownArguments } from './electron/own-arguments.policy.ts'
import { windowsServiceParts } from './electron/windows-service-parts.ts'
import { usualCloud } from './service/service-settings.policy.ts'
import { systemClock } from './system/clock.adapter.ts'
import { defaultDataDirectory } from './system/data-directory.policy.ts'
import { keepNewFilesPrivate } from './system/files/private-files.ts'
import { homeFolder } from './system/home-folder.adapter.ts'
import type { Log } from './system/log/log.port.ts'
import { nodeTimers } from './system/node-timers.adapter.ts'
import type { PowerShell } from './system/powershell/powershell.port.ts'
import type { KeyLock } from './system/secrets/key-lock.port.ts'
import { createConsole, outliveReaders, reportRefusal } from './terminal/console.ts'
import { untilAskedToStop } from './terminal/foreground.ts'
import { readOptions } from './terminal/options.ts'
import { reportJob } from './terminal/report-job.ts'

// Electron's entry: the same agent as headless.ts, with an icon and a window of its own.

keepNewFilesPrivate()
const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const args = ownArguments(process.argv, process.defaultApp === true)
const givenData = args.includes('--data') ? args[args.indexOf('--data') + 1] : undefined

/** For the window and the icon: started with the session, and started by the installer of an update. */
const shellArguments = ['--hidden', '--updated']

outliveReaders(process)

const serviceFolder = () => join(process.resourcesPath, 'service')

async function start(): Promise<void> {
  const folders = desktopFolders(givenData || undefined, () => defaultDataDirectory(process.platform, process.env, homeFolder()))
  const windows = windowsParts(folders.window, { isService: false })
  // Run from its sources, or told where its data are, it is nobody's window but its own.
  const service =
    windows && !process.defaultApp && !givenData
      ? windowsServiceParts({
          ...windows,
          env: process.env,
          serviceFolder: serviceFolder(),
          windowFolder: folders.window,
        })
      : undefined
  const updatesWith = (powershell: PowerShell) => async (log: Log) => {
    const { windowsUpdates } = await import('./electron/updates/update-parts.ts')
    const { env, execPath: program } = process
    return windowsUpdates({
      powershell,
      elevated: service?.elevated,
      log,
      program,
      env,
      version: packageJson.version,
      folder: folders.window,
      serviceFolder: serviceFolder(),
    })
  }
  await runDesktop({
    args,
    windowDataFolder: folders.window,
    rendererFolder: beside('../renderer'),
    preloadFile: beside('preload.cjs'),
    trayIconFolder: process.defaultApp ? beside('../../build/tray') : join(process.resourcesPath, 'tray'),
    askedToStop: untilAskedToStop(process),
    async startAgent(keyLock) {
      const which = (await service?.which(folders.agent)) ?? { whose: 'own', standing: 'no-service' }
      if (service && which.whose === 'service') return service.attach(which.folder)
      return startOwnAgent(folders.agent, which.whose === 'own' ? which.standing : 'no-service', keyLock)
    },
    elevated: service?.elevated,
    timers: nodeTimers,
    clock: systemClock,
    random: randomBytes,
    system: { platform: process.platform, release: release() },
    memory: {
      choices: rememberIn(join(folders.window, 'choices.json'), Choices, usualChoices),
      notices: rememberIn(join(folders.window, 'notices.json'), NoticeMemory, nothingTold),
    },
    updates: windows && !process.defaultApp ? updatesWith(windows.powershell) : undefined,
  })
}

async function startOwnAgent(folder: string, standing: 'no-service' | 'own', keyLock: KeyLock | undefined): Promise<DesktopAgent> {
  const own = args.filter((argument) => !shellArguments.includes(argument))
  // Of what is named twice the last counts. From the Start menu nothing is named.
  const options = readOptions(['--data', folder, '--cloud', usualCloud, ...own], process.env)
  const agent = await startAgent({ ...options, folder: options.dataFolder, mode: 'user', version: packageJson.version, keyLock })
  const { clock, log, services, tokenGate: gate, version } = agent
  const router = createRouter(services, log, randomBytes)
  const pipe = await openPipeDoor({ router, folder: options.dataFolder, random: randomBytes, log }).catch(async (error: unknown) => {
    await agent.stop()
    throw error
  })
  const programs = await openProgramDoor({ router, gate, version, clock, timers: nodeTimers, log })
  const console = createConsole(process, false)
  const job = reportJob(agent, { asked: true, keepGoing: true, practice: options.practice }, console)
  // What fails now is tried again by the agent itself, and the dashboard shows it meanwhile.
  void job.catch((error: unknown) => reportRefusal(error, console, process.stderr))
  const stop = () => Promise.all([programs.close(), pipe.close()]).then(agent.stop)
  return { services, router, mode: 'user', log, isBusy: () => hasRun(services), ...standingOfOwn(standing), stop }
}

// Never awaited here: Electron waits for this module to have been run before it becomes ready.
start().catch((error: unknown) => {
  process.exitCode = reportRefusal(error, createConsole(process, false), process.stderr)
})
