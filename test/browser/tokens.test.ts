import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { tokenScenes } from './scenes/tokens.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'

/** Chromium itself says so of each answer that is a refusal. */
const refusedOnce = (complaints: string[]) => expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 4')])

describe.skipIf(missingBrowser)(`local API tokens in the settings${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('the first one is made for what it is for, shown once to be copied, and stands in the list afterwards', async () => {
    const { page, agent } = await dashboards.open(scenes.protected, { at })
    const group = page.getByRole('region', { name: 'Local API tokens' })
    await group.getByText('There is no token yet').waitFor()
    await group.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a token' })
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await dialog.getByText('Say what it is for.').waitFor()
    await dialog.getByLabel('What it is for').fill('Monitoring')
    await dialog.getByRole('radio', { name: 'May look and renew' }).check()
    await dialog.getByLabel('How long').selectOption({ label: '30 days' })
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make it' }).click()
    const made = page.getByRole('alertdialog', { name: 'The token of Monitoring' })
    await made.waitFor()
    await page.keyboard.press('Escape')
    const secret = (await made.getByText(/^mylzip_local_\w{43}$/).textContent()) ?? ''
    await made.getByRole('button', { name: 'Copy the token' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    expect(await axeFindings(page)).toEqual([])
    await made.getByRole('button', { name: 'I have kept it' }).click()
    await group.getByText('May look and renew, until').waitFor()
    await group.getByText('http://127.0.0.1:18460/api').waitFor()
    expect(await page.content()).not.toContain(secret)
    expect(agent.asked).toEqual(['token Monitoring operate 30'])
  })

  test('the token stays until it is said to be kept, wherever the page is led meanwhile; a form that was not handed in goes with its screen', async () => {
    const { page } = await dashboards.open(scenes.protected, { at })
    const go = (to: string) =>
      page.evaluate((hash) => {
        window.location.hash = hash
      }, to)
    const dialog = page.getByRole('dialog', { name: 'Make a token' })
    await page.getByRole('button', { name: 'Make a token' }).click()
    await dialog.waitFor()
    await go('#/activity')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
    await go(at)
    await page.getByRole('button', { name: 'Make a token' }).click()
    await dialog.getByLabel('What it is for').fill('Monitoring')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    const made = page.getByRole('alertdialog', { name: 'The token of Monitoring' })
    const secret = (await made.getByText(/^mylzip_local_\w{43}$/).textContent()) ?? ''
    // As the program’s icon does, and the browser’s own way back.
    await go('#/activity')
    await page.locator('main h1', { hasText: 'Activity' }).waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    await made.getByRole('button', { name: 'Copy the token' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    expect(await axeFindings(page)).toEqual([])
    await made.getByRole('button', { name: 'I have kept it' }).click()
    await made.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
    expect(await page.content()).not.toContain(secret)
  })

  test('a day of one’s own must lie within a year', async () => {
    const { page, agent } = await dashboards.open(scenes.protected, { at })
    await page.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a token' })
    await dialog.getByLabel('What it is for').fill('Monitoring')
    await dialog.getByLabel('How long').selectOption({ label: 'Until a day' })
    await dialog.getByLabel('Last day').fill('2031-01-01')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await dialog.getByText('Choose a day from tomorrow on, within a year.').waitFor()
    await dialog.getByLabel('Last day').fill('2027-01-31')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('alertdialog', { name: 'The token of Monitoring' }).waitFor()
    expect(agent.asked).toEqual(['token Monitoring read 2027-01-31T22:59:59.000Z'])
  })

  test('one is revoked by typing its label, and stays to be seen as that', async () => {
    const { page, agent } = await dashboards.open(tokenScenes.tokens, { at })
    const group = page.getByRole('region', { name: 'Local API tokens' })
    await group.getByText('mylzip_local_q7Rk… was last used 3 hours ago.').first().waitFor()
    await group.getByText('mylzip_local_Zz09… was last used within the last hour.').waitFor()
    await group.getByText('Ended 5 days ago. It lets nobody in any more.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await group.getByRole('button', { name: 'Revoke the token of Monitoring' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Revoke the token of Monitoring?' })
    await dialog.getByRole('textbox').fill('Monitoring')
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await group.getByText(/^Revoked/).waitFor()
    expect(await group.getByRole('button', { name: 'Revoke the token of Monitoring' }).count()).toBe(0)
    expect(agent.asked).toEqual(['revoke 7c2f4b1e-3d5a-4f6b-8c9d-0a1b2c3d4e01'])
  })

  test('where another program has the port, another one is chosen there and then', async () => {
    const { page, agent } = await dashboards.open(tokenScenes['tokens-port-taken'], { at })
    const group = page.getByRole('region', { name: 'Local API tokens' })
    await group.getByText('Another program uses port 18460').waitFor()
    await group.getByLabel('Port').fill('80')
    await group.getByText('A port is a whole number from 1024 to 65535.').waitFor()
    await group.getByLabel('Port').fill('18461')
    expect(await axeFindings(page)).toEqual([])
    await group.getByRole('button', { name: 'Use this port' }).click()
    await group.getByText('http://127.0.0.1:18461/api').waitFor()
    expect(agent.asked).toEqual(['port 18461'])
    await page.setViewportSize({ width: 320, height: 256 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })

  test('who may not administer sees what there is, and reads who can make one', async () => {
    const { page, agent, complaints } = await dashboards.open(tokenScenes.tokens, { at, access: 'operate' })
    const group = page.getByRole('region', { name: 'Local API tokens' })
    await group.getByText('Monitoring', { exact: true }).waitFor()
    await group.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a token' })
    await dialog.getByLabel('What it is for').fill('Wall')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await dialog.getByText('It was not made.').waitFor()
    await dialog.getByText('Open the dashboard from the program of somebody who administers this machine.').waitFor()
    expect(agent.asked).toEqual([])
    refusedOnce(complaints)
  })

  test('a plan without tokens is named, with the one that has them', async () => {
    const refuseToken = new Refusal('LICENCE_REQUIRED', { feature: 'API tokens', plan: 'Premium' })
    const { page, complaints } = await dashboards.open({ ...scenes.protected, refuseToken }, { at })
    await page.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a token' })
    await dialog.getByLabel('What it is for').fill('Wall')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await dialog.getByText('Your plan does not have API tokens; Premium has.').waitFor()
    refusedOnce(complaints)
  })
})
