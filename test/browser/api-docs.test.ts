import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, missingBrowser } from '../support/browser.ts'
import { type CloudAlone, startCloudAlone } from '../support/cloud.ts'

describe.skipIf(missingBrowser)('the page that shows the API', () => {
  let cloud: CloudAlone
  let browser: Browser
  beforeAll(async () => {
    cloud = await startCloudAlone()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  it('shows every call, and asks nothing of anybody but this cloud', async () => {
    const page = await browser.newPage()
    const elsewhere: string[] = []
    const refused: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(cloud.url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url())
    })
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text())
    })
    await page.goto(`${cloud.url}/api/docs`)
    await page.getByText('/ssl/renew-certificate/{deviceId}').first().waitFor()
    expect(elsewhere).toEqual([])
    expect(refused).toEqual([])
    await page.close()
  })

  it('runs no script but its own', async () => {
    const page = await browser.newPage()
    await page.goto(`${cloud.url}/api/docs/`)
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
    })
    expect(await page.title()).not.toBe('taken over')
    await page.close()
  })
})
