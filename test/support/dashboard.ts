import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Plugin } from 'vite'
import type { DesktopServices } from '#main/doors/desktop-services.port.ts'
import type { LoopbackDoor } from '#main/doors/doors.port.ts'
import { openLoopbackDoor } from '#main/doors/loopback/loopback-door.adapter.ts'
import { createRouter } from '#main/doors/router.ts'
import { buildRenderer } from '../../scripts/build/renderer.ts'
import { launchBrowser } from './browser.ts'
import { builtRenderer } from './built-renderer.ts'
import { putDesktopAround } from './desktop-around-page.ts'
import { laterAgent } from './later-agent.ts'
import { sampleNow } from './samples.ts'
import { type Script, type ScriptedAgent, scriptAgent } from './scripted-agent.ts'
import { createSilentLog } from './silent-log.ts'

export interface Dashboard {
  page: Page
  agent: ScriptedAgent
  door: LoopbackDoor
  /** What the page complained about: console errors, violations of the policy, exceptions. */
  complaints: string[]
  /** Puts an agent that knows nobody at the same address, as after a restart. */
  restart(script: Script): Promise<ScriptedAgent>
  close(): Promise<void>
}

export interface DashboardSuite {
  open(script: Script, options?: OpenOptions): Promise<Dashboard>
  close(): Promise<void>
}

interface OpenOptions {
  access?: Access
  context?: BrowserContextOptions
  /** Where to begin, after the link was followed: "#/activity". */
  at?: string
  /** Goes to this address instead of following a link. */
  withoutLink?: boolean
  /** As if the page were in a window of the desktop program’s, which does this for it. */
  desktop?: DesktopServices
  /** The agent is of a version to come: its state may hold what the contract of today does not know, and so may what these answer. */
  later?: Record<string, object>
}

/** The built dashboard in a real browser, behind the real loopback door, before an agent that says what a test wants. */
export async function createDashboardSuite(changes: Plugin[] = []): Promise<DashboardSuite> {
  const [browser, built] = await Promise.all([launchBrowser(), changes.length === 0 ? anyBuild() : freshBuild(changes)])
  return {
    open: (script, options = {}) => openDashboard(browser, built.folder, script, options),
    async close() {
      await browser.close()
      await built.remove()
    },
  }
}

interface Built {
  folder: string
  remove(): Promise<void>
}

async function anyBuild(): Promise<Built> {
  const folder = process.env[builtRenderer]
  return folder === undefined ? freshBuild() : { folder, remove: async () => undefined }
}

async function freshBuild(changes: Plugin[] = []): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'mylzip-dashboard-'))
  await buildRenderer(folder, changes)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function openDashboard(browser: Browser, staticFolder: string, script: Script, options: OpenOptions): Promise<Dashboard> {
  const log = createSilentLog()
  const openDoor = async (agent: ScriptedAgent, port = 0) =>
    openLoopbackDoor({
      router: options.later ? laterAgent(agent.services, options.later) : createRouter(agent.services, log, randomBytes),
      port,
      staticFolder,
      clock: { now: Date.now },
      random: randomBytes,
      log,
    })
  const agent = scriptAgent(script)
  let door = await openDoor(agent)
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1100, height: 760 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options.context,
  })
  const { page, complaints } = await openPage(context)
  if (options.desktop) await putDesktopAround(page, options.desktop)
  await page.goto(options.withoutLink ? door.url : door.mintLink(options.access ?? 'administer'))
  if (options.at !== undefined) {
    await page.locator('h1').first().waitFor()
    await page.evaluate((hash) => {
      window.location.hash = hash
    }, options.at)
  }
  return {
    page,
    agent,
    complaints,
    get door() {
      return door
    },
    async restart(next) {
      const restarted = scriptAgent(next)
      await door.close()
      door = await openDoor(restarted, door.port)
      return restarted
    },
    async close() {
      await context.close()
      await door.close()
    },
  }
}

async function openPage(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // The samples' dates are fixed, so that what is read of them is too; timers go on as always.
  await page.clock.setFixedTime(sampleNow)
  return { page, complaints }
}

/** What a person reads there: unlike textContent, without what is out of sight and with the lines as they stand. */
export function shownText(place: Locator): Promise<string> {
  // How it is laid out is the very thing that is tested.
  return place.innerText()
}
