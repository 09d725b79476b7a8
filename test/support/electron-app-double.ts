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

class AppDouble extends EventEmitter {
  isPackaged = true
  hasLock = true
  /** The order of what matters before the first window: `setAppUserModelId zip.myl.ssl`, `ready`, `window` … */
  log: string[] = []
  exitCode: number | undefined
  quitting = 0

  languages = ['en-GB']
  /** What Windows starts with the session, and whether it was switched off in Windows itself. */
  loginItem: { name: string; args: string[] } | undefined
  loginItemApproved = true

  getPreferredSystemLanguages = () => this.languages
  getPath = (name: string) => `/person/${name}`
  setLoginItemSettings = ({ openAtLogin, name, args }: { openAtLogin: boolean; name: string; args: string[] }) => {
    this.loginItem = openAtLogin ? { name, args } : undefined
    this.loginItemApproved = true
  }
  getLoginItemSettings = ({ args }: { args: string[] }) => {
    const openAtLogin = this.loginItem !== undefined && this.loginItem.args.join() === args.join()
    return { openAtLogin, executableWillLaunchAtLogin: this.loginItem !== undefined && this.loginItemApproved }
  }
  setToastActivatorCLSID = (id: string) => void this.log.push(`setToastActivatorCLSID ${id}`)
  setAppUserModelId = (id: string) => void this.log.push(`setAppUserModelId ${id}`)
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
