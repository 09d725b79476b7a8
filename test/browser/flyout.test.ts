import { readFile } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { scriptDesktop } from '../support/desktop-around-page.ts'
import { certificateId, sampleRun } from '../support/samples.ts'
import { flyoutScenes } from './scenes/flyout.ts'
import { scenes } from './scenes.ts'

const flyout = { at: '#/flyout', context: { viewport: { width: 360, height: 480 } } }

describe.skipIf(missingBrowser)(`the flyout${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const suite = dashboardsForTests()
  const open = async (script: Parameters<typeof suite.open>[0], more: Parameters<typeof suite.open>[1] = {}) => {
    const dashboard = await suite.open(script, { ...flyout, ...more })
    await dashboard.page.locator('footer').waitFor()
    return dashboard
  }

  test('says at a glance who this device is, that all is well until when, when it renews, and who was seen using it', async () => {
    const { page } = await open(flyoutScenes.programs)
    const text = await shownText(page.locator('main'))
    expect(text).toContain('Protected · safe until 12 February 2027')
    expect(text).toContain('Renews by itself around 13 December, between 08:00 and 18:00, as your organisation wishes.')
    await page.getByRole('img', { name: '82% of the certificate’s life is left' }).waitFor()
    const marks = page.getByRole('region', { name: 'Used by' }).getByRole('listitem').getByRole('img')
    expect(await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label')))).toEqual([
      'Seen using it',
      'Seen using it',
      'Not looked at yet',
    ])
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('while a renewal goes on its steps stand in the middle, and what comes of it is seen at once', async () => {
    const { page, agent } = await open(scenes.protected)
    await page.getByRole('button', { name: 'Renew now' }).click()
    await expect.poll(() => agent.asked).toEqual([`renewNow ${certificateId}`])
    agent.push({ type: 'run', run: sampleRun(2) })
    await page.getByRole('list', { name: 'Steps' }).waitFor()
    expect(await page.getByRole('button', { name: 'Renew now' }).getAttribute('aria-disabled')).toBe('true')
    expect(await axeFindings(page)).toEqual([])
    agent.push({ type: 'run', run: sampleRun(7) })
    await page.getByRole('region', { name: 'Used by' }).waitFor()
  })

  test('what needs a person comes first, with the button that settles it', async () => {
    const { page, agent } = await open(flyoutScenes['about-to-end'])
    await page.getByText('The certificate is about to end.').waitFor()
    await page.getByRole('button', { name: 'Renew now' }).first().click()
    await expect.poll(() => agent.asked).toEqual([`renewNow ${certificateId}`])
    expect(await axeFindings(page)).toEqual([])
  })

  test('the name is copied, and Remote Desktop gets a file that opens it where it listens', async () => {
    const { page } = await open(flyoutScenes.programs)
    await page.getByRole('button', { name: 'Copy the name' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('k7f3q9xz.acme.myl.test')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Remote Desktop file' }).click()
    const file = await saving
    expect(file.suggestedFilename()).toBe('k7f3q9xz.rdp')
    expect(await readFile(await file.path(), 'latin1')).toContain(
      'full address:s:k7f3q9xz.acme.myl.test:3390\r\nauthentication level:i:2\r\n',
    )
  })

  test('where the program could not write that file, its reason is read, and no other file is made in its place', async () => {
    const desktop = scriptDesktop()
    desktop.services.saveText = async () => {
      throw new Refusal('OUTPUT_UNWRITABLE', { file: 'D:\\k7f3q9xz.rdp', reason: 'EACCES' })
    }
    const { page } = await open(flyoutScenes.programs, { desktop: desktop.services })
    // The program is asked as soon as it has said that it is there.
    await expect.poll(() => desktop.asked).toEqual(['follow system'])
    let files = 0
    page.on('download', () => {
      files += 1
    })
    await page.getByRole('button', { name: 'Remote Desktop file' }).click()
    await page.getByText('The file was not saved.').waitFor()
    await page.getByText('OUTPUT_UNWRITABLE').waitFor()
    expect(files).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('everything is reached by the keyboard; Escape closes the menu first, then puts the flyout away', async () => {
    const { page } = await open(scenes.protected)
    await page.evaluate(() => {
      window.close = () => void document.body.setAttribute('data-closed', '')
    })
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
    const order: unknown[] = []
    for (let stop = 0; stop < 6; stop += 1) {
      await page.keyboard.press('Tab')
      order.push(await focused())
    }
    expect(order).toEqual(['More', 'Copy the name', 'Remote Desktop file', 'Settings', 'Renew now', 'Dashboard'])
    await page.getByRole('button', { name: 'More' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Activity' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menuitem', { name: 'Activity' }).waitFor({ state: 'detached' })
    expect(await page.locator('body').getAttribute('data-closed')).toBeNull()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('body').getAttribute('data-closed')).toBe('')
  })

  test('the menu leads to the dashboard’s screens', async () => {
    const { page } = await open(scenes.protected)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Activity' }).click()
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
  })

  test('an agent that went away is said, with the state as it was and nothing to press in vain', async () => {
    const dashboard = await open(scenes.protected)
    const { page } = dashboard
    await page.route('**/rpc/**', (route) => route.abort('connectionrefused'))
    await page.reload()
    await page.getByText('The agent is not running.').waitFor()
    await page.unroute('**/rpc/**')
    await page.getByRole('button', { name: 'Look again now' }).click()
    await page.getByText('Protected · safe until').waitFor()
    dashboard.complaints.splice(0)
  })

  test('with long names, in 320 by 256 pixels and in forced colours nothing is cut off sideways', async () => {
    const { page } = await open(scenes['long-names'], { context: { viewport: { width: 320, height: 256 }, forcedColors: 'active' } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await axeFindings(page)).toEqual([])
  })

  test('it loads none of the dashboard’s frame, and the dashboard nothing of it', async () => {
    const { page } = await open(scenes.protected)
    const loaded = async () => {
      const scripts: string[] = []
      page.on('response', (response) => void (response.url().endsWith('.js') && scripts.push(response.url())))
      await page.reload()
      await page.locator('h1').waitFor()
      return scripts.map((url) => new URL(url).pathname.replace(/-[\w-]{8}\.js$/, ''))
    }
    const ofFlyout = await loaded()
    expect(ofFlyout.filter((path) => /shell|screen/.test(path))).toEqual([])
    await page.evaluate(() => {
      window.location.hash = '#/overview'
    })
    expect((await loaded()).filter((path) => path.includes('flyout'))).toEqual([])
  })
})
