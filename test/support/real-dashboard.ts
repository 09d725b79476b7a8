import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Agent } from '#main/agent.ts'
import { openLoopbackDoor } from '#main/doors/loopback/loopback-door.adapter.ts'
import { createRouter } from '#main/doors/router.ts'
import { launchBrowser } from './browser.ts'
import { builtRenderer } from './built-renderer.ts'
import { createSilentLog } from './silent-log.ts'

export interface RealDashboard {
  page: Page
  /** Of one who may administer; good once. */
  mintLink(): string
  close(): Promise<void>
}

/** The dashboard that this run of tests has built, in a browser, behind the door of a real agent. */
export async function openRealDashboard(agent: Agent): Promise<RealDashboard> {
  const log = createSilentLog()
  const router = createRouter(agent.services, log, randomBytes)
  const staticFolder = process.env[builtRenderer] ?? ''
  const door = await openLoopbackDoor({ router, staticFolder, clock: { now: Date.now }, random: randomBytes, log })
  const browser = await launchBrowser()
  return {
    page: await browser.newPage({ locale: 'en-GB' }),
    mintLink: () => door.mintLink('administer'),
    async close() {
      await browser.close()
      await door.close()
    },
  }
}
