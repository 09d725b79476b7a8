import { readFile } from 'node:fs/promises'
import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { sampleDiagnostics } from '../support/sample-diagnostics.ts'
import { doctorScenes } from './scenes/doctor.ts'
import { scenes } from './scenes.ts'

const at = '#/doctor'

describe.skipIf(missingBrowser)(`the network doctor${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('says first what stands in the way and what that explains, then each thing with its evidence, and what to hand on', async () => {
    const { page, agent } = await dashboards.open(doctorScenes.troubled, { at, context: { reducedMotion: 'reduce' } })
    await page.getByText('What was looked at appears here').waitFor()
    await page.getByLabel('A name you want a certificate for').fill(' intranet.example ')
    await page.keyboard.press('Enter')
    await page.getByText('One thing stands in the way.').first().waitFor()
    expect(agent.asked).toEqual(['doctor intranet.example'])
    await page.getByText('Another program answered in place of the certificate authority. Because: Something between').waitFor()
    const problems = page.getByRole('list', { name: 'What was found' }).getByRole('listitem')
    expect(await problems.count()).toBe(2)
    await page.getByRole('button', { name: 'What was seen: Nobody reads along' }).click()
    await page.getByText('CN=Fortinet CA SN 4711').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Copy for your network team' }).click()
    const ticket = await page.evaluate(() => navigator.clipboard.readText())
    expect(ticket).toContain('1. HTTPS to ca.example without inspection')
    await page.getByRole('button', { name: 'One thing was left out' }).click()
    await page.getByText('No proxy is set here.').waitFor()
  })

  test('shows each thing as it comes, can be stopped, and keeps what was found while another screen is looked at', async () => {
    const { page } = await dashboards.open(doctorScenes['half-way'], { at })
    await page.getByRole('button', { name: 'Look now' }).click()
    await page.getByText('Looking: 3 of 8').waitFor()
    expect(await page.locator('[data-status=waiting]').count()).toBe(5)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await page.getByRole('link', { name: 'Network doctor' }).click()
    await page.getByText('Looking: 3 of 8').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped before everything was looked at.').first().waitFor()
    await page.getByRole('button', { name: 'Look again' }).waitFor()
    expect(await page.locator('[data-status=failed]').count()).toBe(1)
  })

  test('begins by itself for who comes from a renewal that did not finish', async () => {
    const { page, agent } = await dashboards.open({ ...scenes.attention, doctor: doctorScenes.well.doctor })
    await page.getByRole('link', { name: 'Find out why' }).click()
    await page.getByText('Nothing stands in the way.').first().waitFor()
    await page.getByText('Last look: just now').waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('link', { name: 'Find out why' }).click()
    await page.getByText('Nothing stands in the way.').first().waitFor()
    expect(agent.asked).toEqual(['doctor'])
  })

  test('what support gets is read part by part before it is saved or copied, and is the same text in all of them', async () => {
    const { page, agent } = await dashboards.open(doctorScenes.well, { at, context: { reducedMotion: 'reduce' } })
    await page.getByRole('button', { name: 'Show what support gets' }).click()
    await page.getByText('2 values are hidden, because they look like secrets.').waitFor()
    expect(agent.asked).toEqual(['diagnostics with the doctor'])
    await page.getByRole('button', { name: 'The end of the program’s own log' }).click()
    const log = page.getByRole('region', { name: 'The end of the program’s own log' })
    expect(await log.textContent()).toBe(sampleDiagnostics.parts.at(-1)?.content)
    await page.getByRole('button', { name: 'What your organisation has set' }).click()
    await page.getByText('It could not be read.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save' }).click()])
    expect(download.suggestedFilename()).toBe(sampleDiagnostics.fileName)
    const text = diagnosticsFile(sampleDiagnostics)
    expect(await readFile(await download.path(), 'utf8')).toBe(text)
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  })

  test('a page that may only look is told that it may not ask, for either', async () => {
    const { page, complaints } = await dashboards.open(doctorScenes.well, { at, access: 'read' })
    await page.getByRole('button', { name: 'Look now' }).click()
    await page.getByText('The doctor could not finish.').waitFor()
    await page.getByRole('button', { name: 'Show what support gets' }).click()
    await page.getByText('It could not be gathered.').waitFor()
    expect(await page.getByText('Code: CALLER_NOT_ALLOWED').count()).toBe(2)
    // The browser says each refused request to its console.
    expect(complaints.splice(0)).toHaveLength(2)
  })
})
