import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { DesktopState } from '@mylzip/shared/operations/desktop.ts'
import { portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import type { Page } from 'playwright-core'
import { createDesktopRouter } from '#main/doors/desktop-router.ts'
import type { DesktopServices } from '#main/doors/desktop-services.port.ts'
import { serveMessagePort } from '#main/doors/message-port/serve-message-port.ts'
import { createSilentLog } from './silent-log.ts'

/** The preload script’s part of the handshake in a browser’s page, and the program’s own contract really served behind it. */
export async function putDesktopAround(page: Page, services: DesktopServices): Promise<void> {
  const router = createDesktopRouter(services, createSilentLog(), randomBytes)
  let fromPage = new EventEmitter()
  await page.exposeFunction('wantDesktop', () => {
    fromPage.emit('close')
    fromPage = new EventEmitter()
    const say = (data: unknown) => void page.evaluate((text) => Object(window).fromDesktop(text), data).catch(() => undefined)
    const port = { on: fromPage.on.bind(fromPage), postMessage: say, start: () => undefined, close: () => undefined }
    serveMessagePort(router, port, { door: 'window', access: 'administer' })
  })
  await page.exposeFunction('toDesktop', (data: string) => void fromPage.emit('message', { data }))
  await page.addInitScript(
    ({ given, wanted }) => {
      const bridge = Object(window) as { wantDesktop(): Promise<void>; toDesktop(data: string): void; fromDesktop(data: string): void }
      window.addEventListener('message', async ({ data }) => {
        if (data?.type !== wanted || data.to !== 'desktop') return
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = (event) => bridge.toDesktop(event.data)
        bridge.fromDesktop = (text) => port1.postMessage(text)
        await bridge.wantDesktop()
        window.postMessage({ type: given, to: 'desktop' }, window.location.origin, [port2])
      })
    },
    { given: portGiven, wanted: portWanted },
  )
}

export interface ScriptedDesktop {
  services: DesktopServices
  /** What was asked of it, in order. */
  asked: string[]
  change(change: Partial<DesktopState>): void
}

/** A desktop program that does what it is asked, and keeps it. */
export function scriptDesktop(begin: Partial<DesktopState> = {}): ScriptedDesktop {
  let state: DesktopState = { startAtLogin: 'on', updates: null, notices: { renewals: false, updates: false }, ...begin }
  const asked: string[] = []
  const changes = new EventEmitter()
  const change = (next: Partial<DesktopState>) => {
    state = { ...state, ...next }
    changes.emit('change')
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<DesktopState> {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => {
        changes.once('change', resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      yield state
      await changed
    }
  }
  const note = (what: string) => void asked.push(what)
  const services: DesktopServices = {
    watch,
    hideFlyout: () => note('hideFlyout'),
    openDashboard: (at) => note(`openDashboard ${at ?? ''}`.trim()),
    follow: async ({ theme }) => note(`follow ${theme}`),
    async setStartAtLogin(on) {
      note(`startAtLogin ${on}`)
      change({ startAtLogin: on ? 'on' : 'off' })
      return state.startAtLogin
    },
    updates: {
      look: () => note('look'),
      choose: async (channel) => {
        note(`choose ${channel}`)
        if (state.updates) change({ updates: { ...state.updates, channel } })
      },
      install: () => note('install'),
    },
    async chooseNotices({ renewals = state.notices.renewals, updates = state.notices.updates }) {
      note(`notices ${renewals} ${updates}`)
      change({ notices: { renewals, updates } })
      return state.notices
    },
    async saveText(name) {
      note(`saveText ${name}`)
      return true
    },
  }
  return { services, asked, change }
}
