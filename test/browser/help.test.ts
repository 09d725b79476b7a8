import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { scenes } from './scenes.ts'

describe.skipIf(missingBrowser)(`help${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('the help button opens the guide at the page about the screen, with its picture; closing leads back to the button', async () => {
    const { page } = await dashboards.open(scenes.protected)
    const help = page.getByRole('button', { name: 'Help with this screen: Overview' })
    await help.click()
    const panel = page.getByRole('dialog')
    await panel.getByRole('heading', { name: 'Overview' }).waitFor()
    const picture = panel.getByRole('img', { name: 'The overview' })
    await expect.poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(300)
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => help.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  test('F1 opens it too, and a link in it leads to another page in the same place', async () => {
    const { page } = await dashboards.open(scenes.protected)
    await page.locator('h1').waitFor()
    await page.keyboard.press('F1')
    const panel = page.getByRole('dialog')
    await panel.getByRole('button', { name: 'activity' }).click()
    await panel.getByRole('heading', { name: 'Activity' }).waitFor()
  })

  test('where a certificate is ordered, it is about ordering', async () => {
    const { page } = await dashboards.open(scenes.protected, { at: '#/certificates/new' })
    await page.locator('h1').waitFor()
    await page.keyboard.press('F1')
    await page.getByRole('dialog').getByRole('heading', { name: 'Order a certificate', exact: true }).waitFor()
  })
})
