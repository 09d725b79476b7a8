import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { planScenes } from './scenes/plan.ts'

const at = '#/plan'

describe.skipIf(missingBrowser)(`the plan${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('who has the free plan reads what it has, what others add and cost, and who can change it', async () => {
    const { page } = await dashboards.open(planScenes.free, { at })
    await page.getByRole('heading', { name: 'Your plan: Free' }).waitFor()
    const more = page.getByRole('region', { name: 'What other plans add' })
    await more.getByText('US$19 a month for each device').waitFor()
    await more.getByText('Certificates for domains of your own').first().waitFor()
    await more.getByText('Your team can try Premium for seven days, without a card.').waitFor()
    await more.getByText('The owners of the team Acme Dental decide on its plan.').waitFor()
    expect(await more.getByRole('link', { name: 'Open the team’s page' }).getAttribute('href')).toBe('https://cloud.example/teams/acme')
    // Of what is not included nothing can be used up.
    expect(await page.getByRole('region', { name: 'What your team uses' }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('who has nearly used up a limit is told before anything is refused', async () => {
    const { page } = await dashboards.open(planScenes.premium, { at })
    const usage = page.getByRole('region', { name: 'What your team uses' })
    await usage.getByText('4 of 5').waitFor()
    await usage.getByText('6,120 of 100,000').waitFor()
    await usage.getByText('A limit of the plan is reached.').waitFor()
    expect(await usage.getByRole('progressbar', { name: 'Devices' }).getAttribute('aria-valuenow')).toBe('4')
    expect(await axeFindings(page)).toEqual([])
  })

  test('without the cloud a person reads until when the licence works, and nothing that nobody knows', async () => {
    const { page } = await dashboards.open(planScenes.grace, { at })
    await page.getByText('Without a connection to the cloud it works until 30 November.').waitFor()
    await page.getByText('The cloud has not confirmed the licence for more than a day.').waitFor()
    expect(await shownText(page.locator('main'))).not.toContain('What your team uses')
    expect(await page.getByRole('link', { name: 'Open the team’s page' }).count()).toBe(0)
    await page.setViewportSize({ width: 320, height: 256 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })

  test('a licence that ended, or is not confirmed, says what goes on and what does not', async () => {
    const ended = await dashboards.open(planScenes.expired, { at })
    await ended.page.getByText('The licence for Premium ended on 21 November.').waitFor()
    await ended.page.getByText('Certificates that are managed here go on being renewed.').waitFor()
    expect(await axeFindings(ended.page)).toEqual([])
    await ended.close()
    const unconfirmed = await dashboards.open(planScenes.unconfirmed, { at })
    await unconfirmed.page.getByText('so nothing new that needs Premium can be begun').waitFor()
  })
})
