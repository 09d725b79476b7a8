import type { Browser, ConsoleMessage } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDevicePage } from '#main/deploy-targets/device-page/device-page.adapter.ts'
import { axeFindings } from '../support/axe.ts'
import { launchBrowser, missingBrowser } from '../support/browser.ts'
import { createTestAuthority } from '../support/test-authority.ts'

const longName = 'frontdesk-07-on-the-second-floor.a-team-with-a-long-name.myl.test'

describe.skipIf(missingBrowser)(`the device page in a browser${missingBrowser ? ` (skipped: ${missingBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  async function open(options: Parameters<Browser['newContext']>[0], now = Date.now()) {
    const device = createDevicePage({
      preferredPort: undefined,
      facts: () => ({ name: longName, team: 'Acme <b>& Co</b>', practice: true }),
      clock: { now: () => now },
    })
    const { thumbprint, ...bundle } = await (await createTestAuthority()).issue({ names: [longName] })
    await device.bind(bundle, thumbprint)
    const { port } = await device.listen({ openToLan: false })
    const context = await browser.newContext({ ...options, ignoreHTTPSErrors: true })
    onTestFinished(async () => {
      await context.close()
      await device.close()
    })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message: ConsoleMessage) => complaints.push(message.text()))
    await page.goto(`https://localhost:${port}/`)
    return { page, complaints }
  }

  const sizes = [
    { width: 1280, height: 800 },
    { width: 320, height: 256 },
  ]
  const looks = [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const

  test.each(looks.flatMap((look) => sizes.map((viewport) => ({ ...look, viewport }))))('can be read by everyone: %j', async (options) => {
    const { page, complaints } = await open(options)
    expect(await axeFindings(page)).toEqual([])
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(isWider).toBe(false)
    // Its own policy would complain here of a style that it does not allow.
    expect(complaints).toEqual([])
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).borderRadius)).toBe('8px')
    expect(await page.getByRole('heading').textContent()).toBe(longName)
    expect(await page.getByText('belongs to').textContent()).toContain('Acme <b>& Co</b>')
  })

  test.each(['light', 'dark'] as const)('says in %s that it is not protected any more, readably', async (colorScheme) => {
    const { page } = await open({ colorScheme }, Date.now() + 365 * 86_400_000)
    expect(await page.locator('.state').textContent()).toMatch(/^Not protected/)
    expect(await axeFindings(page)).toEqual([])
  })
})
