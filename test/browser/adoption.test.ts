import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { adoptionScenes } from './scenes/adoption.ts'

const at = '#/certificates/adopt'

describe.skipIf(missingBrowser)(`taking over from other programs${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('one click takes a certificate over with its account, and says what is left to do at the other program', async () => {
    const { page, agent } = await dashboards.open(adoptionScenes.found, { at })
    await page.getByRole('region', { name: 'certbot' }).getByText('intranet.example', { exact: true }).waitFor()
    await page.getByText('by a web server on this machine').first().waitFor()
    await page.getByText('It cannot be taken over.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Take over intranet.example' }).click()
    await page.getByText('intranet.example is looked after here from now on.').waitFor()
    await page.getByText('Switch the renewal off there.').waitFor()
    expect(agent.asked).toContain('takeOver intranet.example with its account')
    expect(await axeFindings(page)).toEqual([])
  })

  test('where a file is locked its password is asked for, and goes to the agent alone', async () => {
    const { page, agent } = await dashboards.open(adoptionScenes.found, { at })
    const take = page.getByRole('button', { name: 'Take over mail.example' })
    await take.press('Enter')
    expect(agent.asked.filter((each) => each.startsWith('takeOver'))).toEqual([])
    await page.getByLabel('Password of its file').fill('a secret')
    await take.click()
    await page.getByText('mail.example is looked after here from now on.').waitFor()
    expect(agent.asked).toContain('takeOver mail with a password')
  })

  test('where nothing is found it is said what was looked for and where, and another folder can be named', async () => {
    const { page, agent } = await dashboards.open(adoptionScenes.nothing, { at, context: { viewport: { width: 320, height: 256 } } })
    await page.getByText('No other program keeps certificates here').waitFor()
    await page.getByText('/usr/share/simple-acme, /home/ana/.local/share/simple-acme').waitFor()
    await page.getByLabel('Look in another folder, too').fill('/srv/letsencrypt')
    await page.getByLabel('Look in another folder, too').press('Enter')
    await page.getByRole('button', { name: 'Do not look in /srv/letsencrypt any more' }).waitFor()
    await expect.poll(() => agent.asked.at(-1)).toBe('scan /srv/letsencrypt')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await axeFindings(page)).toEqual([])
  })

  test('who may not administer reads why nothing is shown', async () => {
    const { page, complaints } = await dashboards.open(adoptionScenes.found, { at, access: 'operate' })
    await page.getByText('The search did not come to its end.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    // The browser tells of each answer that is a refusal.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('403')])
  })
})
