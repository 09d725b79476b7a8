import { minute } from '@mylzip/shared/domain/time.ts'
import type { BrowserWindow } from 'electron'
import type { Timers } from '../../system/timers.port.ts'

/** ms. How long a hidden window is kept: whoever looks again soon sees it at once, and a renderer for nobody costs 150 MB. */
export const keptFor = 5 * minute

interface Needs {
  make(): BrowserWindow
  timers: Timers
  /** Done each time before it is shown. */
  prepare?(window: BrowserWindow): void
}

export interface KeptWindow {
  /** Makes the window when there is none, else brings it to the front. */
  show(): void
  hide(): void
  isShown(): boolean
  /** The window, if there is one just now. */
  current(): BrowserWindow | undefined
  /** For good: the program ends. */
  end(): void
}

/**
 * A window that is made when it is first wanted, hidden when it is closed, and gone some minutes later, unless its page asks to stay: what
 * it shows once, nobody can have again.
 */
export function keepWindow({ make, prepare, timers }: Needs): KeptWindow {
  let window: BrowserWindow | undefined
  let isPainted = false
  let isWanted = false
  let isEnding = false
  let callOff = () => {}

  function open(): BrowserWindow {
    const opened = make()
    isPainted = false
    opened.once('ready-to-show', () => {
      isPainted = true
      if (isWanted) appear(opened)
    })
    opened.on('close', (event) => {
      if (isEnding) return
      event.preventDefault()
      hide()
    })
    opened.webContents.on('will-prevent-unload', () => {
      if (!isWanted) endLater()
    })
    // Nothing would ever be drawn in it again. Not within the event: Electron is not done with the page by then.
    opened.webContents.once('render-process-gone', () => timers.after(0, () => opened.destroy()))
    opened.once('closed', () => {
      if (window !== opened) return
      window = undefined
      isWanted = false
      callOff()
    })
    return opened
  }

  function appear(shown: BrowserWindow): void {
    prepare?.(shown)
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }

  function hide(): void {
    if (!isWanted) return
    isWanted = false
    window?.hide()
    endLater()
  }

  function endLater(): void {
    callOff()
    // Unlike destroy(), it asks the page.
    callOff = timers.after(keptFor, () => window?.webContents.close({ waitForBeforeUnload: true }))
  }

  return {
    show() {
      if (isEnding) return
      callOff()
      isWanted = true
      if (!window) window = open()
      else if (isPainted) appear(window)
    },
    hide,
    isShown: () => isWanted,
    current: () => window,
    end() {
      isEnding = true
      callOff()
      window?.destroy()
    },
  }
}
