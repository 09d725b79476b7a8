import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { createDashboardSuite, type DashboardSuite } from '../support/dashboard.ts'
import { scenes } from './scenes.ts'

describe.skipIf(missingBrowser)(`the first load${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  let suite: DashboardSuite
  beforeAll(async () => {
    suite = await createDashboardSuite()
  })
  afterAll(() => suite?.close())

  test('needs no more than 250 kB of script (gzip) and asks nobody but the agent', async () => {
    const dashboard = await suite.open(scenes.protected)
    const { page, door } = dashboard
    // A reload before the link's token is exchanged would throw the permission away.
    await page.locator('h1').waitFor()
    const asked: string[] = []
    const scripts: Promise<Buffer>[] = []
    page.on('response', (response) => {
      asked.push(response.url())
      if (response.url().endsWith('.js')) scripts.push(response.body())
    })
    await page.reload()
    await page.locator('h1').waitFor()
    const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(250_000)
    expect(asked.filter((url) => !url.startsWith(door.url))).toEqual([])
    await dashboard.close()
  })
})
