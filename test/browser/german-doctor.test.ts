import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { toldDoctor } from './scenes/told-doctor.ts'

describe.skipIf(missingBrowser)(`the network doctor in German${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('says what is looked at, what was found and what was seen, all in German, down to the evidence', async () => {
    const context = { locale: 'de-DE', reducedMotion: 'reduce' } as const
    const { page } = await dashboards.open(toldDoctor, { at: '#/doctor', context })
    await page.getByRole('button', { name: 'Jetzt nachsehen' }).click()
    // What a run failed for, and why: of the report.
    await page.getByText('(die Verbindung wurde abgelehnt)').first().waitFor()
    const problems = page.getByRole('list', { name: 'Was gefunden wurde' })
    await problems.getByText('Die Uhr dieses Rechners geht 7 Minuten vor').waitFor()
    await page.getByRole('button', { name: 'Was zu sehen war: Die Uhr dieses Rechners geht richtig.' }).click()
    await page.getByText('7 Minuten voraus').waitFor()
    await page.getByText('Sprünge seit dem Start des Programms').waitFor()
    await page.getByRole('button', { name: 'Was zu sehen war: Dieser Rechner ist mit einem Netzwerk verbunden.' }).click()
    await page.getByText('Dieser Rechner hat die Adresse 192.168.7.23 an eth0.').waitFor()
    await page.getByText('Weg nach draußen über IPv4').waitFor()
    await page.getByRole('button', { name: 'Eines wurde ausgelassen' }).click()
    await page.getByText('Kein Proxy ist im Einsatz.').waitFor()
    // Nothing had to be left in English.
    expect(await page.locator('main [lang=en]').allTextContents()).toEqual([])
    expect(await axeFindings(page)).toEqual([])
  })
})
