import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

// What `import … from 'electron'` means in a test: as much of Electron 45 as src-main/electron uses, with nothing on
// the screen. It records what it was told and lets a test play the person, the system and the page.

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

export class WebContentsDouble extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }) => {
    this.windowOpenHandler = handler
  }
  /** The page tries to go somewhere; answers whether it got there. */
  tries(event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview', url: string): boolean {
    const attempt = new FakeEvent(url)
    this.emit(event, attempt)
    return !attempt.defaultPrevented
  }
}

type WindowOptions = { show: boolean; minWidth: number; minHeight: number; webPreferences: Record<string, unknown> }

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  readonly options: WindowOptions
  readonly webContents = new WebContentsDouble()
  visible: boolean
  minimized = false
  destroyed = false
  focused = 0
  url: string | undefined

  constructor(options: WindowOptions) {
    super()
    this.options = options
    this.visible = options.show
    BrowserWindow.all.push(this)
    app.log.push('window')
    app.emit('web-contents-created', new FakeEvent(), this.webContents)
  }
  loadURL = async (url: string) => {
    this.url = url
  }
  show = () => {
    this.visible = true
  }
  focus = () => {
    this.focused += 1
  }
  restore = () => {
    this.minimized = false
  }
  isMinimized = () => this.minimized
  isDestroyed = () => this.destroyed
  /** The person closes it. */
  close() {
    this.destroyed = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (BrowserWindow.all.every((window) => window.destroyed)) app.emit('window-all-closed')
  }
}

interface MenuItem {
  label?: string
  role?: string
  type?: string
  enabled?: boolean
  checked?: boolean
  click?: () => void
  submenu?: MenuItem[]
}
export const Menu = {
  application: undefined as { items: MenuItem[] } | undefined,
  buildFromTemplate: (items: MenuItem[]) => ({ items }),
  setApplicationMenu(menu: { items: MenuItem[] }) {
    Menu.application = menu
  },
}

export class Tray extends EventEmitter {
  static all: Tray[] = []
  image: { path: string }
  tooltip = ''
  menu: { items: MenuItem[] } = { items: [] }
  destroyed = false
  constructor(image: { path: string }) {
    super()
    this.image = image
    Tray.all.push(this)
  }
  setImage = (image: { path: string }) => {
    this.image = image
  }
  setToolTip = (text: string) => {
    this.tooltip = text
  }
  setContextMenu = (menu: { items: MenuItem[] }) => {
    this.menu = menu
  }
  destroy = () => {
    this.destroyed = true
  }
  /** The person chooses an item of the icon's menu. */
  choose(label: string) {
    const item = this.menu.items.find((one) => one.label === label)
    if (!item?.click) throw new Error(`the menu has no ${label}`)
    item.click()
  }
}

export const nativeImage = { createFromPath: (path: string) => ({ path }) }

class NativeThemeDouble extends EventEmitter {
  shouldUseDarkColors = false
  shouldUseDarkColorsForSystemIntegratedUI = false
}
export const nativeTheme = new NativeThemeDouble()

type Answer = (granted: boolean) => void
class SessionDouble {
  handlers = new Map<string, (request: { url: string; method: string }) => Promise<Response>>()
  protocol = {
    handle: (scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>) =>
      void this.handlers.set(scheme, handler),
  }
  requestHandler: ((contents: unknown, permission: string, answer: Answer) => void) | undefined
  checkHandler: (() => boolean) | undefined
  deviceHandler: (() => boolean) | undefined
  setPermissionRequestHandler = (handler: (contents: unknown, permission: string, answer: Answer) => void) => {
    this.requestHandler = handler
  }
  setPermissionCheckHandler = (handler: () => boolean) => {
    this.checkHandler = handler
  }
  setDevicePermissionHandler = (handler: () => boolean) => {
    this.deviceHandler = handler
  }
  setDisplayMediaRequestHandler = (_handler: null) => undefined
}
export const session = { defaultSession: new SessionDouble() }

export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]) {
    protocol.schemes = schemes
    app.log.push('registerSchemesAsPrivileged')
  },
}

export const shell = {
  opened: [] as string[],
  openExternal: async (url: string) => void shell.opened.push(url),
}

interface MessageBox {
  message: string
  detail: string
  buttons: string[]
}
export const dialog = {
  shown: [] as string[],
  boxes: [] as MessageBox[],
  /** Which button the person presses. */
  pressed: 1,
  showErrorBox: (_title: string, content: string) => void dialog.shown.push(content),
  async showMessageBox(box: MessageBox) {
    dialog.boxes.push(box)
    return { response: dialog.pressed }
  },
}

/** A profile of a person's: what one has locked opens in no other. */
export const safeStorage = {
  profile: 'a profile',
  isThere: true,
  /** How many more times Windows is asked for the key in vain; that there is encryption it says all the while. */
  unavailable: 0,
  /** Of the key that is used from now on; what an older one has locked still opens. */
  generation: 1,
  /** In Electron: whether the object that encrypts has come about, and not whether Windows gives it its key. */
  isAsyncEncryptionAvailable: async () => safeStorage.isThere,
  encryptStringAsync: async (text: string) => Buffer.from(JSON.stringify([safeStorage.profile, safeStorage.generation, text])),
  async decryptStringAsync(bytes: Buffer) {
    if (safeStorage.unavailable > 0) {
      safeStorage.unavailable -= 1
      throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.')
    }
    const [profile, generation, result] = JSON.parse(bytes.toString()) as [string, number, string]
    if (profile !== safeStorage.profile) throw new Error('Error while decrypting the ciphertext provided to safeStorage')
    return { result, shouldReEncrypt: generation < safeStorage.generation }
  },
}

/** Electron's port hands listeners an event with `data`; node's hands them the bare message. */
export class MessagePortMain extends EventEmitter {
  readonly port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('close', () => this.emit('close'))
  }
  start() {
    this.port.on('message', (data) => this.emit('message', { data, ports: [] }))
  }
  postMessage(message: unknown) {
    this.port.postMessage(message)
  }
  close() {
    this.port.close()
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}

export const ipcMain = new EventEmitter()
export const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as string[],
  send: (channel: string) => void ipcRenderer.sent.push(channel),
})

/** Back to a machine on which nothing has been started. */
export function resetElectron() {
  app.removeAllListeners()
  Object.assign(app, { isPackaged: true, hasLock: true, log: [], exitCode: undefined, quitting: 0 })
  BrowserWindow.all = []
  Tray.all = []
  Menu.application = undefined
  nativeTheme.removeAllListeners()
  Object.assign(nativeTheme, { shouldUseDarkColors: false, shouldUseDarkColorsForSystemIntegratedUI: false })
  session.defaultSession = new SessionDouble()
  protocol.schemes = []
  shell.opened = []
  Object.assign(dialog, { shown: [], boxes: [], pressed: 1 })
  Object.assign(safeStorage, { profile: 'a profile', isThere: true, unavailable: 0, generation: 1 })
  ipcMain.removeAllListeners()
}
