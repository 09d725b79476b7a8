import { second } from '@mylzip/shared/domain/time.ts'
import { type BrowserWindow, screen } from 'electron'
import { type Area, flyoutSize, placeFlyout } from './flyout-place.policy.ts'
import { keepWindow } from './kept-window.ts'
import { openPageWindow, type PageWindowNeeds } from './page-window.ts'

export interface FlyoutWindow {
  /** What a click on the icon does. */
  toggle(): void
  hide(): void
  end(): void
}

interface Needs extends PageWindowNeeds {
  /** Where the icon is. Without width where Windows does not say. */
  iconBounds(): Area
}

/** ms. How long a press on the icon may take until it counts as a click. */
const longestPress = second

/** What a click on the icon shows, beside the taskbar; it goes as soon as the person looks elsewhere. */
export function createFlyoutWindow({ iconBounds, timers, ...needs }: Needs): FlyoutWindow {
  const window = keepWindow({
    timers,
    prepare: place,
    make() {
      const opened = openPageWindow({
        ...needs,
        material: 'acrylic',
        at: '#/flyout',
        options: {
          ...flyoutSize,
          frame: false,
          skipTaskbar: true,
          alwaysOnTop: true,
          resizable: false,
          movable: false,
          minimizable: false,
          maximizable: false,
          fullscreenable: false,
        },
      })
      opened.on('blur', () => {
        // A press on the icon takes the focus away before it is a click: hidden by the one, it would be shown again by the other.
        if (!isOnIcon()) return window.hide()
        timers.after(longestPress, () => {
          if (!opened.isDestroyed() && !opened.isFocused()) window.hide()
        })
      })
      return opened
    },
  })

  function anchor(): Area {
    const icon = iconBounds()
    return icon.width > 0 ? icon : { ...screen.getCursorScreenPoint(), width: 1, height: 1 }
  }

  function isOnIcon(): boolean {
    const { x, y } = screen.getCursorScreenPoint()
    const icon = iconBounds()
    return x >= icon.x && x < icon.x + icon.width && y >= icon.y && y < icon.y + icon.height
  }

  function place(shown: BrowserWindow): void {
    const icon = anchor()
    const wanted = placeFlyout(icon, screen.getDisplayMatching(icon))
    shown.setBounds(wanted)
    // On its way to a display with another scale Windows resizes it by the scale of the one it comes from.
    const got = shown.getBounds()
    if (got.width !== wanted.width || got.height !== wanted.height) shown.setBounds(wanted)
  }

  return {
    toggle: () => (window.isShown() ? window.hide() : window.show()),
    hide: window.hide,
    end: window.end,
  }
}
