import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'
const settled = { context: { reducedMotion: 'reduce' } } as const

describe.skipIf(missingBrowser)(`whose work is inside${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('stands in the settings, each with version and licence, and its whole text by the keyboard alone', async () => {
    const { page } = await dashboards.open(scenes.protected, { at, ...settled })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const opener = page.getByRole('button', { name: 'Software by others' })
    await opener.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'Software by others' })
    await panel.getByText(/holds \d{2,} works of others/).waitFor()
    // Nothing of it comes with the page.
    expect(asked.some((url) => /third-party/.test(url))).toBe(true)
    const list = panel.getByRole('list', { name: 'Software by others' })
    expect(await list.getByRole('listitem').filter({ hasText: 'react-dom' }).first().textContent()).toMatch(/react-dom19\.\d+\.\d+ · MIT/)
    const licence = panel.getByRole('button', { name: 'Licence of react-dom', exact: true })
    await licence.focus()
    await page.keyboard.press('Enter')
    await panel.getByText('Permission is hereby granted, free of charge').waitFor()
    expect(await licence.getAttribute('aria-expanded')).toBe('true')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('fits where there is little room, and in German', async () => {
    const context = { ...settled.context, locale: 'de-DE', viewport: { width: 320, height: 480 } }
    const { page } = await dashboards.open(scenes.protected, { at, context })
    await page.getByRole('button', { name: 'Software von anderen' }).click()
    const panel = page.getByRole('dialog', { name: 'Software von anderen' })
    await panel.getByText(/stecken \d{2,} Arbeiten von anderen/).waitFor()
    await panel.getByRole('button', { name: 'Lizenz von Node.js', exact: true }).click()
    await panel.locator('pre').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
    expect(await axeFindings(page)).toEqual([])
  })
})
