import type { Updates } from '@mylzip/shared/operations/desktop.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { scriptDesktop } from '../support/desktop-around-page.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'
const update = { version: '1.2.0', notes: 'Faster.', isOlder: false }
const updates: Updates = { settledBy: 'person', channel: 'stable', progress: { kind: 'current' } }

describe.skipIf(missingBrowser)(`the settings of the program with a window${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('start with Windows, notices and updates are set there, effective at once', async () => {
    const desktop = scriptDesktop({ updates })
    const { page } = await dashboards.open(scenes.protected, { at, desktop: desktop.services })
    const start = page.getByRole('switch', { name: 'Start when you sign in' })
    await start.click()
    await expect.poll(() => start.isChecked()).toBe(false)
    await page.getByRole('switch', { name: 'Tell me when a certificate was renewed' }).click()
    await page.getByRole('combobox', { name: 'Which versions' }).selectOption('beta')
    await page.getByRole('button', { name: 'Look now' }).click()
    await expect.poll(() => desktop.asked).toEqual(['follow system', 'startAtLogin false', 'notices true false', 'choose beta', 'look'])
    desktop.change({
      updates: { ...updates, progress: { kind: 'ready', update: { ...update, needsAdministrator: false }, refused: null } },
    })
    await page.getByText('Version 1.2.0 is ready.').waitFor()
    await page.getByRole('button', { name: 'Restart now' }).click()
    await expect.poll(() => desktop.asked.at(-1)).toBe('install')
    expect(await axeFindings(page)).toEqual([])
  })

  test('what Windows or the organisation has settled is said, and not offered; a failed look says what to do', async () => {
    const desktop = scriptDesktop({
      startAtLogin: 'off-in-windows',
      updates: {
        settledBy: 'organisation',
        channel: 'beta',
        progress: { kind: 'failed', code: 'UPDATES_UNREACHABLE', sentence: 'It could not be found out.', nextStep: 'Look later.' },
      },
    })
    const { page } = await dashboards.open(scenes.protected, { at, desktop: desktop.services })
    await page.getByText('It was switched off in Windows.').waitFor()
    expect(await page.getByRole('switch', { name: 'Start when you sign in' }).isDisabled()).toBe(true)
    expect(await page.getByRole('combobox', { name: 'Which versions' }).isDisabled()).toBe(true)
    await page.getByText('Look later.').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('a new version for everybody says that Windows asks, and why it was not installed, and stays offered', async () => {
    const refused = { code: 'RIGHTS_NOT_GIVEN', sentence: 'Windows was not allowed to do this.', nextStep: 'Choose it again.' } as const
    const progress = { kind: 'ready', update: { ...update, needsAdministrator: true }, refused } as const
    const desktop = scriptDesktop({ updates: { ...updates, progress } })
    const { page } = await dashboards.open(scenes.protected, { at, desktop: desktop.services })
    await page.getByText('Version 1.2.0 is ready. It is for everybody who uses this computer').waitFor()
    await page.getByText('Choose it again.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Restart now' }).click()
    await expect.poll(() => desktop.asked.at(-1)).toBe('install')
  })

  test('in a browser there is no such program, and none of it is shown', async () => {
    const { page } = await dashboards.open(scenes.protected, { at })
    await page.getByText('About this program').first().waitFor()
    expect(await page.getByText('Start with Windows').count()).toBe(0)
    expect(await page.getByText('Notices', { exact: true }).count()).toBe(0)
  })

  test('the program draws in the colours that were chosen for the page, behind it too', async () => {
    const desktop = scriptDesktop()
    const { page, door } = await dashboards.open(scenes.protected, { at, desktop: desktop.services })
    const background = () =>
      page
        .locator('.fui-FluentProvider')
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor)
    await page.getByRole('combobox', { name: 'Colours' }).selectOption({ label: 'Dark' })
    await expect.poll(() => desktop.asked).toEqual(['follow system', 'follow dark'])
    expect(await background()).toMatch(/^rgb\(/)
    await page.goto(`${door.url}?through#/settings`)
    await expect.poll(background).toMatch(/^rgba\(.+, 0\.\d+\)$/)
  })
})
