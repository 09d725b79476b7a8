import type { UsedBy } from '@mylzip/shared/operations/consumers.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { type Dashboard, shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { certificateId, name } from '../support/samples.ts'
import { usedByScenes } from './scenes/used-by.ts'

const at = '#/used-by'

describe.skipIf(missingBrowser)(`who uses which certificate${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard
  const button = (named: string | RegExp) => dashboard.page.getByRole('button', { name: named })
  const lines = (look: string) => dashboard.page.locator(`section g[data-look=${look}]`)
  const text = () => shownText(dashboard.page.locator('main'))

  test('each program’s line says by its shape and in words how it stands, and what is chosen stands out with what can be done', async () => {
    dashboard = await dashboards.open(usedByScenes['used-by'], { at })
    await button(/^SQL Server/).waitFor()
    for (const [look, count] of Object.entries({ followed: 2, 'left-behind': 1, 'ends-soon': 1, broken: 1, foreign: 1, ended: 1 }))
      expect(await lines(look).count(), look).toBe(count)
    expect(await button(/^SQL Server/).innerText()).toContain('Ends soon')
    await button(/^SQL Server/).click()
    await dashboard.page.getByText('What you can do: Set up a target for it').waitFor()
    expect(await dashboard.page.locator('section g[data-emphasis=chosen]').count()).toBe(1)
    await button(/^WinRM/).click()
    expect(await axeFindings(dashboard.page)).toEqual([])
    await dashboard.page.getByRole('button', { name: 'Copy Seen at' }).click()
    expect(await dashboard.page.evaluate(() => navigator.clipboard.readText())).toBe('127.0.0.1:5986')
  })

  test('a change is drawn and said for each program before it is made, and a renewal is begun from there', async () => {
    dashboard = await dashboards.open(usedByScenes['used-by'], { at: `${at}/${certificateId}` })
    await button('Remove it from the store').click()
    await dashboard.page.getByRole('listitem').filter({ hasText: 'Loses it: 4' }).waitFor()
    expect(await lines('loses').count()).toBe(4)
    expect(await text()).toContain('SQL Server loses its certificate: it cannot present it any more.')
    const way = dashboard.page.getByRole('link', { name: 'Go to the certificate to do it' })
    expect(await way.getAttribute('href')).toBe(`#/certificates/${certificateId}`)
    await button('Renew it').click()
    await dashboard.page.getByRole('listitem').filter({ hasText: 'Gets the new one: 2' }).waitFor()
    expect(await lines('stays').count()).toBe(2)
    expect(await axeFindings(dashboard.page)).toEqual([])
    await button('Renew now').click()
    await expect.poll(() => dashboard.agent.asked).toContain(`renewNow ${certificateId}`)
    await button('Back to how it is now').click()
    await expect.poll(() => lines('followed').count()).toBe(2)
    expect(dashboard.agent.asked.filter((asked) => asked.startsWith('preview'))).toEqual(['preview remove-from-store', 'preview renew'])
  })

  test('on 320 px the same is a list, in light and dark, and nothing is cut off', async () => {
    dashboard = await dashboards.open(usedByScenes['used-by-long-names'], { at, context: { viewport: { width: 320, height: 256 } } })
    await button(/^IIS/).click()
    await dashboard.page.getByText('Its certificate ends').waitFor()
    expect(await dashboard.page.locator('section g[data-emphasis]').first().isVisible()).toBe(false)
    expect(await dashboard.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await dashboard.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expect.poll(() => axeFindings(dashboard.page), { timeout: 10_000 }).toEqual([])
  })

  test('what could not be looked at is said, and a second look may see it', async () => {
    let sight: UsedBy = (await usedByScenes['used-by-unread'].usedBy?.()) ?? expect.fail('the scene has programs')
    dashboard = await dashboards.open({ ...usedByScenes['used-by-unread'], usedBy: async () => sight }, { at })
    await dashboard.page.getByText('Not everything could be looked at.').waitFor()
    expect(await text()).toContain('SQL Server:')
    sight = { ...sight, unread: [] }
    await button('Look again').click()
    await dashboard.page.getByText('Not everything could be looked at.').waitFor({ state: 'detached' })
    expect(await text()).toContain(name)
  })

  test('a device whose programs use nothing says what will be here and how it begins', async () => {
    dashboard = await dashboards.open(usedByScenes['used-by-none'], { at })
    await dashboard.page.getByText('No program of this device uses a certificate yet.').waitFor()
    expect(await dashboard.page.getByRole('link', { name: 'Add a program' }).getAttribute('href')).toBe('#/targets/add')
    expect(await axeFindings(dashboard.page)).toEqual([])
  })
})
