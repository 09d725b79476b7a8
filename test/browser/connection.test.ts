import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { createDashboardSuite, type Dashboard, type DashboardSuite, shownText } from '../support/dashboard.ts'
import { scenes } from './scenes.ts'

describe.skipIf(missingBrowser)(`the way to the agent${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  let suite: DashboardSuite
  let dashboard: Dashboard
  beforeAll(async () => {
    suite = await createDashboardSuite()
  })
  afterEach(() => dashboard.close())
  afterAll(() => suite?.close())

  const main = () => dashboard.page.locator('main')
  const said = (words: string) => dashboard.page.getByText(words).waitFor()

  test('the one-time token leaves the address at once, and a reload needs no new link', async () => {
    dashboard = await suite.open(scenes.protected)
    await said('Safe until 12 February 2027.')
    expect(dashboard.page.url()).toBe(dashboard.door.url)
    await dashboard.page.reload()
    await said('Safe until 12 February 2027.')
    expect(dashboard.complaints).toEqual([])
  })

  test('without a link the page says how to get one, and shows nothing of this device', async () => {
    dashboard = await suite.open(scenes.protected, { withoutLink: true })
    await said('The dashboard opens with a link from the program')
    expect(await shownText(main())).not.toContain('myl.test')
  })

  test('a link that was used already is refused in another tab, with the reason', async () => {
    dashboard = await suite.open(scenes.protected, { withoutLink: true })
    await said('The dashboard opens with a link')
    const link = dashboard.door.mintLink('operate')
    await dashboard.page.goto(link)
    await said('Safe until 12 February 2027.')
    const other = await dashboard.page.context().newPage()
    await other.goto(link)
    await other.getByText('The link was used already, or is older than a minute.').waitFor()
  })

  test('when the agent goes away the page keeps what it knew and says so; when it is back the page asks for a new link', async () => {
    dashboard = await suite.open(scenes.protected)
    await said('Safe until 12 February 2027.')
    const restarting = dashboard.restart(scenes.attention)
    await said('The agent is not running.')
    expect(await shownText(main())).toContain('What you see is as it was at 14:00.')
    expect(await shownText(main())).toContain('Safe until 12 February 2027.')
    expect(await dashboard.page.getByRole('button', { name: 'Renew now' }).getAttribute('aria-disabled')).toBe('true')
    await restarting
    // A new agent knows nobody: what it held in memory ended with the old one.
    await said('This page’s permission has ended.')
    expect(await shownText(main())).not.toContain('myl.test')
    await dashboard.page.goto(dashboard.door.mintLink('operate'))
    await said('Safe until 12 February 2027, but the last renewals did not finish.')
  })

  test('an agent that was gone from the beginning is found as soon as it runs', async () => {
    dashboard = await suite.open(scenes.protected)
    await said('Safe until 12 February 2027.')
    await dashboard.page.route('**/rpc/**', (route) => route.abort('connectionrefused'))
    await dashboard.page.reload()
    await said('We go on looking for it.')
    await dashboard.page.unroute('**/rpc/**')
    await dashboard.page.getByRole('button', { name: 'Look again now' }).click()
    await said('Safe until 12 February 2027.')
  })

  test('a slow agent shows an outline after 200 ms and never a blank page', async () => {
    dashboard = await suite.open(scenes.protected)
    await said('Safe until 12 February 2027.')
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await dashboard.page.route('**/rpc/**', async (route) => {
      await held
      await route.continue()
    })
    await dashboard.page.reload()
    await dashboard.page.getByLabel('Asking the agent on this device…').waitFor()
    answer()
    await said('Safe until 12 February 2027.')
  })
})
