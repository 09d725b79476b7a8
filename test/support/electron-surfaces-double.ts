import { EventEmitter } from 'node:events'
import { app, FakeEvent } from './electron-app-double.ts'

export class WebContentsDouble extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined
  url = ''
  destroyed = false
  getURL = () => this.url
  isDestroyed = () => this.destroyed
  /** Whether the page asks to stay, as one does that shows what nobody can have again. */
  asksToStay = false
  /** Its window, which goes with it. */
  destroy = () => {}
  close = ({ waitForBeforeUnload }: { waitForBeforeUnload: boolean }) => {
    const attempt = new FakeEvent()
    if (waitForBeforeUnload && this.asksToStay) {
      this.emit('will-prevent-unload', attempt)
      if (!attempt.defaultPrevented) return
    }
    this.destroy()
  }
  /** The person presses a key in the page. */
  press = (key: string) => this.emit('before-input-event', new FakeEvent(), { type: 'keyDown', key })
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

export interface AreaDouble {
  x: number
  y: number
  width: number
  height: number
}

interface WindowOptions {
  show: boolean
  width: number
  height: number
  minWidth?: number
  minHeight?: number
  frame?: boolean
  skipTaskbar?: boolean
  transparent?: boolean
  backgroundColor?: string
  backgroundMaterial?: string
  webPreferences: Record<string, unknown>
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  readonly options: WindowOptions
  readonly webContents = new WebContentsDouble()
  visible: boolean
  minimized = false
  destroyed = false
  focused = 0
  url: string | undefined
  bounds: AreaDouble

  constructor(options: WindowOptions) {
    super()
    this.options = options
    this.visible = options.show
    this.bounds = { x: 0, y: 0, width: options.width, height: options.height }
    this.webContents.destroy = () => this.destroy()
    BrowserWindow.all.push(this)
    app.log.push('window')
    app.emit('web-contents-created', new FakeEvent(), this.webContents)
  }
  /** Those whose renderer lives. */
  static alive = () => BrowserWindow.all.filter(({ destroyed }) => !destroyed)
  loadURL = async (url: string) => {
    this.url = url
    this.webContents.url = url
  }
  /** Its page has painted for the first time. */
  paint() {
    this.emit('ready-to-show')
  }
  show = () => {
    this.visible = true
  }
  hide = () => {
    const wasVisible = this.visible
    this.visible = false
    if (wasVisible) this.looksElsewhere()
  }
  focus = () => {
    this.focused += 1
    this.hasFocus = true
  }
  private hasFocus = false
  isFocused = () => this.hasFocus
  /** The focus goes to another window. */
  looksElsewhere() {
    if (!this.hasFocus) return
    this.hasFocus = false
    this.emit('blur')
  }
  restore = () => {
    this.minimized = false
  }
  isMinimized = () => this.minimized
  isDestroyed = () => this.destroyed
  setBounds = (bounds: AreaDouble) => {
    this.bounds = bounds
  }
  getBounds = () => this.bounds
  /** The person closes it. */
  close() {
    const event = new FakeEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy() {
    if (this.destroyed) return
    this.destroyed = true
    this.visible = false
    this.webContents.destroyed = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (BrowserWindow.alive().length === 0) app.emit('window-all-closed')
  }
}

const fullHd = { x: 0, y: 0, width: 1920, height: 1080 }
export const screen = {
  pointer: { x: 0, y: 0 },
  displays: [{ bounds: fullHd, workArea: { ...fullHd, height: 1032 } }],
  getCursorScreenPoint: () => screen.pointer,
  getDisplayMatching: ({ x, y }: AreaDouble) =>
    screen.displays.find(({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height) ??
    screen.displays[0],
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
  /** Where the icon is, at the right end of a taskbar below. */
  bounds: AreaDouble = { x: 1700, y: 1040, width: 24, height: 32 }
  getBounds = () => this.bounds
  /** The person clicks the icon: what has the focus loses it first. */
  clicked() {
    screen.pointer = { x: this.bounds.x + 5, y: this.bounds.y + 5 }
    for (const window of BrowserWindow.alive()) window.looksElsewhere()
    this.emit('click')
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

class NativeThemeDouble extends EventEmitter {
  themeSource = 'system'
  inForcedColorsMode = false
  prefersReducedTransparency = false
  shouldUseDarkColors = false
  shouldUseDarkColorsForSystemIntegratedUI = false
}
export const nativeTheme = new NativeThemeDouble()

/** Back to a desktop that nobody has touched. */
export function resetSurfaces() {
  BrowserWindow.all = []
  Tray.all = []
  Menu.application = undefined
  screen.pointer = { x: 0, y: 0 }
  screen.displays = [{ bounds: fullHd, workArea: { ...fullHd, height: 1032 } }]
  nativeTheme.removeAllListeners()
  Object.assign(nativeTheme, { themeSource: 'system', inForcedColorsMode: false, prefersReducedTransparency: false })
  Object.assign(nativeTheme, { shouldUseDarkColors: false, shouldUseDarkColorsForSystemIntegratedUI: false })
}
