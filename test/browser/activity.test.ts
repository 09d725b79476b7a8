import { describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { type Dashboard, shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { sampleActivity, sampleNow, sampleSnapshot } from '../support/samples.ts'

const log = sampleActivity(200)
const script = { snapshot: sampleSnapshot({ activity: log.slice(0, 20) }), log }
const at = '#/activity'

describe.skipIf(missingBrowser)(`the activity screen${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard

  const entries = () => dashboard.page.getByRole('list', { name: 'Activities' }).getByRole('listitem')
  const older = () => dashboard.page.getByRole('button', { name: 'Show older' })

  test('a log of 200 entries is read page by page to its beginning, each entry once', async () => {
    dashboard = await dashboards.open(script, { at })
    await older().waitFor()
    expect(await entries().count()).toBe(20)
    for (const count of [70, 120, 170, 200]) {
      await older().click()
      await entries()
        .nth(count - 1)
        .waitFor()
      expect(await entries().count()).toBe(count)
    }
    await dashboard.page.getByText('This is where the log begins.').waitFor()
    expect(await older().count()).toBe(0)
    expect(dashboard.agent.asked).toEqual(['audit before 181', 'audit before 131', 'audit before 81', 'audit before 31'])
  })

  test('an entry unfolds to its facts', async () => {
    dashboard = await dashboards.open(script, { at })
    const button = dashboard.page.getByRole('button', { name: 'Details of entry 200' })
    await button.click()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    expect(await shownText(entries().first())).toContain('certificate.verified')
  })

  test('an intact log that the cloud confirms is said to be intact', async () => {
    const anchor = { seq: 198, reportedAt: new Date(sampleNow - 60_000).toISOString() }
    dashboard = await dashboards.open({ ...script, report: { entries: 200, intact: true, findings: [], anchor } }, { at })
    await dashboard.page.getByRole('button', { name: 'Check integrity' }).click()
    await dashboard.page.getByText('200 entries were checked. None was changed, removed or moved.').waitFor()
    await dashboard.page.getByText('The cloud holds the same log up to entry 198, as of 13:59.').waitFor()
  })

  test('an intact log that the cloud cannot confirm is not said to be complete', async () => {
    dashboard = await dashboards.open(script, { at })
    await dashboard.page.getByRole('button', { name: 'Check integrity' }).click()
    await dashboard.page.getByText('The cloud could not be asked, so a missing end would not show.').waitFor()
  })

  test('a log that was tampered with is called so, with each place', async () => {
    const findings = [
      { kind: 'changed' as const, seq: 17, sentence: 'The entry is not as it was written.' },
      { kind: 'removed' as const, seq: 40, sentence: 'At least one entry before it is missing.' },
    ]
    dashboard = await dashboards.open({ ...script, report: { entries: 199, intact: false, findings, anchor: null } }, { at })
    await dashboard.page.getByRole('button', { name: 'Check integrity' }).click()
    await dashboard.page.getByText('The log is not as it was written.').waitFor()
    await dashboard.page.getByText('Entry 17: The entry is not as it was written.').waitFor()
    await dashboard.page.getByText('Entry 40: At least one entry before it is missing.').waitFor()
  })
})
