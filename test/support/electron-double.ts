import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { app } from './electron-app-double.ts'
import { resetSurfaces } from './electron-surfaces-double.ts'

export { app, FakeEvent } from './electron-app-double.ts'
export { BrowserWindow, Menu, nativeTheme, screen, Tray, WebContentsDouble } from './electron-surfaces-double.ts'

// What `import … from 'electron'` means in a test: as much of Electron 45 as src-main/electron uses, with nothing on
// the screen. It records what it was told and lets a test play the person, the system and the page.

export const nativeImage = { createFromPath: (path: string) => ({ path }) }

type Answer = (granted: boolean) => void
class SessionDouble {
  handlers = new Map<string, (request: { url: string; method: string }) => Promise<Response>>()
  protocol = {
    handle: (scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>) =>
      void this.handlers.set(scheme, handler),
  }
  requestHandler: ((contents: unknown, permission: string, answer: Answer, details: { requestingUrl: string }) => void) | undefined
  checkHandler: ((contents: unknown, permission: string, origin: string) => boolean) | undefined
  deviceHandler: (() => boolean) | undefined
  setPermissionRequestHandler = (handler: NonNullable<SessionDouble['requestHandler']>) => {
    this.requestHandler = handler
  }
  setPermissionCheckHandler = (handler: NonNullable<SessionDouble['checkHandler']>) => {
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

export const clipboard = {
  text: '',
  writeText: (text: string) => {
    clipboard.text = text
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
  /** Where the person saves what is offered; nowhere without it. */
  savesTo: undefined as string | undefined,
  offered: [] as string[],
  async showSaveDialog({ defaultPath }: { defaultPath: string }) {
    dialog.offered.push(defaultPath)
    return { canceled: dialog.savesTo === undefined, filePath: dialog.savesTo ?? '' }
  },
  showErrorBox: (_title: string, content: string) => void dialog.shown.push(content),
  async showMessageBox(box: MessageBox) {
    dialog.boxes.push(box)
    return { response: dialog.pressed }
  },
}

/** A toast, which Windows shows and a test answers. */
export class Notification extends EventEmitter {
  static all: Notification[] = []
  static supported = true
  static isSupported = () => Notification.supported
  readonly options: { title: string; body: string; actions?: { type: string; text: string }[] }
  constructor(options: Notification['options']) {
    super()
    this.options = options
  }
  show = () => void Notification.all.push(this)
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
  Object.assign(app, { languages: ['en-GB'], loginItems: {}, loginItemApproved: true })
  resetSurfaces()
  session.defaultSession = new SessionDouble()
  protocol.schemes = []
  clipboard.text = ''
  Notification.all = []
  Notification.supported = true
  shell.opened = []
  Object.assign(dialog, { shown: [], boxes: [], pressed: 1, savesTo: undefined, offered: [] })
  Object.assign(safeStorage, { profile: 'a profile', isThere: true, unavailable: 0, generation: 1 })
  ipcMain.removeAllListeners()
}
