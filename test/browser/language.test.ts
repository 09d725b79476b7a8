import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { scenes } from './scenes.ts'

const german = { context: { locale: 'de-DE' } }

describe.skipIf(missingBrowser)(`the language${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('a machine that speaks German is spoken to in German, from the first drawing on', async () => {
    const { page } = await dashboards.open(scenes.protected, german)
    await page.getByRole('heading', { name: 'Geschützt', exact: true }).waitFor()
    await page.getByText('Geschützt bis 12. Februar 2027.').waitFor()
    await page.addInitScript(() => {
      const seen: string[] = []
      Object.assign(window, { seen })
      new MutationObserver(() => seen.push(document.body?.innerText ?? '')).observe(document, { childList: true, subtree: true })
    })
    await page.reload()
    await page.getByRole('heading', { name: 'Geschützt', exact: true }).waitFor()
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.join('\n'))
    expect(seen).toContain('Übersicht')
    expect(seen).not.toMatch(/Overview|Protected|Settings/)
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
  })

  test('choosing another language changes the page at once, loses nobody’s place, and is kept', async () => {
    const { page } = await dashboards.open(scenes.protected, { at: '#/settings' })
    await page.getByLabel('Language').focus()
    await page.getByLabel('Language').selectOption('Deutsch')
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    expect(await page.title()).toBe('Einstellungen – MyL.Zip SSL')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('language')
    expect(await axeFindings(page)).toEqual([])
    await page.reload()
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    await page.getByLabel('Sprache').selectOption('Wie das System (English)')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('what the agent says is German too, from the failure’s sentence to its next step; what is not is marked as English', async () => {
    const { page } = await dashboards.open(scenes.attention, german)
    await page.getByText('Die Verbindung zu https://127.0.0.1:14000/directory ist nicht vertrauenswürdig').waitFor()
    await page.getByText('Wir versuchen es in 50 Minuten noch einmal').waitFor()
    await page.getByRole('button', { name: 'Einzelheiten', exact: true }).click()
    await page.getByText('Was hilft: Den Betreiber von').waitFor()
    // Written by a version whose actions this one does not know.
    expect(await page.locator('bdi[lang=en]').first().textContent()).toContain('was seen serving the certificate')
    expect(await axeFindings(page)).toEqual([])
  })

  test('English loads nothing of another language', async () => {
    const { page } = await dashboards.open(scenes.protected)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.locator('h1').waitFor()
    await page.reload()
    await page.locator('h1').waitFor()
    expect(asked.filter((url) => /german/.test(url))).toEqual([])
  })
})
