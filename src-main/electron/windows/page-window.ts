import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron'
import type { Timers } from '../../system/timers.port.ts'
import { pageUrl } from '../dashboard-address.policy.ts'
import type { System } from '../desktop.port.ts'
import { type Material, materialFor } from './material.policy.ts'

export interface PageWindowNeeds {
  preloadFile: string
  /** Whether the page may be inspected. */
  development: boolean
  system: System
  timers: Timers
}

interface PageWindow extends Omit<PageWindowNeeds, 'timers'> {
  material: Material
  /** Where in the dashboard it begins: "#/flyout". */
  at: string
  options: BrowserWindowConstructorOptions
}

/** A window with a page of ours, locked down as all of them are. It is never `transparent`: Windows draws what shines through. */
export function openPageWindow({ preloadFile, development, material, at, options, system }: PageWindow): BrowserWindow {
  const { inForcedColorsMode, prefersReducedTransparency, shouldUseDarkColors } = nativeTheme
  const drawn = materialFor(material, {
    ...system,
    isPlain: inForcedColorsMode || prefersReducedTransparency,
  })
  const window = new BrowserWindow({
    ...options,
    title: 'MyL.Zip SSL',
    show: false,
    // An opaque one shows its colour until the page has painted: without it a dark desktop sees a white flash.
    ...(drawn ? { backgroundMaterial: drawn } : { backgroundColor: shouldUseDarkColors ? '#1f1f1f' : '#fafafa' }),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
    },
  })
  void window.loadURL(pageUrl(at, drawn !== undefined))
  return window
}
