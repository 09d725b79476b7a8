import { EventEmitter } from 'node:events'

/** An event that remembers whether its default was prevented. */
export class FakeEvent {
  defaultPrevented = false
  readonly url: string
  constructor(url = '') {
    this.url = url
  }
  preventDefault() {
    this.defaultPrevented = true
  }
}

interface LoginItemStart {
  path?: string
  args: string[]
}

/** What Electron writes: without a path, the program's own without quotes. */
const commandLine = ({ args, path = 'C:\\Program Files\\MyL.Zip SSL\\MyL.Zip SSL.exe' }: LoginItemStart) => [path, ...args].join(' ')
/** What Windows starts by it. */
const programOf = (command: string) => /^"([^"]+)"|^\S+/.exec(command)?.[0]

class AppDouble extends EventEmitter {
  isPackaged = true
  hasLock = true
  /** The order of what matters before the first window: `setAppUserModelId zip.myl.ssl`, `ready`, `window` … */
  log: string[] = []
  exitCode: number | undefined
  quitting = 0

  languages = ['en-GB']
  /** What Windows starts with the session, by name, and whether it was switched off in Windows itself. */
  loginItems: Record<string, string> = {}
  loginItemApproved = true

  getPreferredSystemLanguages = () => this.languages
  getPath = (name: string) => `/person/${name}`
  setLoginItemSettings = ({
    openAtLogin,
    name = this.appUserModelId,
    ...start
  }: Partial<LoginItemStart> & { openAtLogin: boolean; name?: string }) => {
    if (openAtLogin) this.loginItems[name] = commandLine({ args: [], ...start })
    else delete this.loginItems[name]
    if (name === this.appUserModelId) this.loginItemApproved = true
  }
  /** As Electron does it: `openAtLogin` looks at the value of the AppUserModelID alone, `launchItems` at all that start this program. */
  getLoginItemSettings = (start: LoginItemStart) => {
    const launchItems = Object.entries(this.loginItems)
      .filter(([, command]) => programOf(command) === programOf(commandLine(start)))
      .map(([name]) => ({ name, scope: 'user', enabled: this.loginItemApproved }))
    return {
      openAtLogin: this.loginItems[this.appUserModelId] === commandLine(start),
      executableWillLaunchAtLogin: launchItems.some(({ enabled }) => enabled),
      launchItems,
    }
  }
  setToastActivatorCLSID = (id: string) => void this.log.push(`setToastActivatorCLSID ${id}`)
  appUserModelId = ''
  setAppUserModelId = (id: string) => {
    this.appUserModelId = id
    this.log.push(`setAppUserModelId ${id}`)
  }
  setPath = (name: string, path: string) => void this.log.push(`setPath ${name} ${path}`)
  enableSandbox = () => void this.log.push('enableSandbox')
  requestSingleInstanceLock = () => {
    this.log.push('requestSingleInstanceLock')
    return this.hasLock
  }
  whenReady = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    this.log.push('ready')
  }
  exit = (code: number) => {
    this.exitCode = code
  }
  /** As Electron does it: asks everyone, and is gone when nobody objects. */
  quit = () => {
    this.quitting += 1
    const event = new FakeEvent()
    this.emit('before-quit', event)
    if (!event.defaultPrevented) this.log.push('gone')
  }
}
export const app = new AppDouble()
