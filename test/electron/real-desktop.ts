import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { minute } from '@mylzip/shared/domain/time.ts'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { usualChoices } from '#main/electron/choices/choices.policy.ts'
import type { DrivenDesktop } from '../support/desktop-scenarios.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { electronBinary } from './electron-binary.ts'

const root = join(import.meta.dirname, '../..')
/** Nobody listens there: without these it would ask the cloud and the authority of everybody else. */
const nowhere = ['--cloud', 'http://127.0.0.1:9', '--directory', 'https://127.0.0.1:9/directory']
/** As hands.cjs has it. */
const speed = 600

/** What hands.cjs holds inside the program. */
interface Hands {
  tray: { emit(event: string): boolean }
  items: { label: string; enabled: boolean; click(): void }[]
}

export interface RealDesktop extends DrivenDesktop {
  close(): Promise<void>
}

/** The built program in real Electron, with data of its own and no cloud: its agent is there, and nobody has enrolled it. */
export async function realDesktop(): Promise<RealDesktop> {
  const executablePath = electronBinary()
  if (executablePath === undefined) throw new Error('there is no Electron')
  const folder = await temporaryFolder()
  const data = join(folder.path, 'agent')
  // The scenarios name what stands in its menu, whatever the system speaks.
  await mkdir(join(folder.path, 'window'))
  await writeFile(join(folder.path, 'window/choices.json'), JSON.stringify({ ...usualChoices, looks: { theme: 'system', language: 'en' } }))
  // On Linux its sandbox needs a helper that belongs to root; on Windows, which is what is proven, it stays on.
  const own = process.platform === 'linux' ? ['--no-sandbox'] : []
  const program = [...own, join(root, 'out/main/main.js'), '--data', data, ...nowhere]
  const args = ['-r', join(import.meta.dirname, 'hands.cjs'), ...program, '--hidden']
  const app = await _electron.launch({ executablePath, args, cwd: root })
  await until(() => app.evaluate(() => (globalThis as unknown as { hands: Partial<Hands> }).hands.tray !== undefined))
  const settle = () => wait(1_500)

  return {
    async clickIcon() {
      await emit(app, 'click')
      await settle()
    },
    async doubleClickIcon() {
      await emit(app, 'click')
      await emit(app, 'double-click')
      await settle()
    },
    async chooseInMenu(label) {
      await app.evaluate((_electron, wanted) => {
        const { items } = (globalThis as unknown as { hands: Hands }).hands
        const item = items.find((each) => each.label === wanted)
        if (!item) throw new Error(`the menu has no ${wanted}`)
        item.click()
      }, label)
      await settle()
    },
    menuLabels: () => app.evaluate(() => (globalThis as unknown as { hands: Hands }).hands.items.map(({ label }) => label).filter(Boolean)),
    async startAgain(...more) {
      const second = spawn(executablePath, [...program, ...more], { cwd: root, stdio: 'ignore' })
      await once(second, 'exit')
      await settle()
    },
    seen: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((window) => window.isVisible())
          .map((window) => (window.webContents.getURL().endsWith('#/flyout') ? 'flyout' : 'dashboard')),
      ),
    pages: () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    closeDashboard: () =>
      app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) if (!window.webContents.getURL().endsWith('#/flyout')) window.close()
      }),
    async pressInFlyout(key) {
      await (await page(app, true)).keyboard.press(key)
      await wait(300)
    },
    async lookElsewhere() {
      await app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.blur()
      })
      await settle()
    },
    // A little longer: the program's own clock and the test's do not begin together.
    pass: (minutes) => wait((minutes * minute) / speed + 20),
    place: async () => new URL((await page(app, false)).url()).hash,
    async navigate(to) {
      const dashboard = await page(app, false)
      await dashboard.evaluate((address) => window.location.assign(address), to)
      await wait(500)
      return dashboard.url()
    },
    givesPort: (url) => askForPort(app, join(root, 'out/main/preload.cjs'), url),
    async close() {
      await app.close()
      await folder.remove()
    },
  }
}

const emit = (app: ElectronApplication, event: string) =>
  app.evaluate((_electron, name) => void (globalThis as unknown as { hands: Hands }).hands.tray.emit(name), event)

async function page(app: ElectronApplication, isFlyout: boolean): Promise<Page> {
  const found = app.windows().find((each) => each.url().endsWith('#/flyout') === isFlyout)
  if (!found) throw new Error('there is no such window')
  return found
}

/** Opens a window with the program's own preload script at that address, and has its page wish for the agent. */
function askForPort(app: ElectronApplication, preload: string, url: string): Promise<boolean> {
  return app.evaluate(
    async ({ BrowserWindow }, { address, script }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true, contextIsolation: true } })
      await window.loadURL(address)
      const given = await window.webContents.executeJavaScript(`new Promise((resolve) => {
        addEventListener('message', ({ ports }) => ports.length > 0 && resolve(true))
        postMessage({ type: 'mylzip:port-wanted', to: 'agent' }, location.origin === 'null' ? '*' : location.origin)
        setTimeout(() => resolve(false), 2000)
      })`)
      window.destroy()
      return Boolean(given)
    },
    { address: url, script: preload },
  )
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return
    await wait(200)
  }
  throw new Error('it did not come')
}
