import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { routes } from '#renderer/components/routes.ts'
import { english } from '#renderer/texts/en/english.ts'
import { missingBrowser } from '../support/browser.ts'
import type { Dashboard } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { expectForEverybody } from './for-everybody.ts'
import { scenes } from './scenes.ts'
import { oneOfEachScreen } from './views.ts'

/** Which element has the focus, and whether it looks different with it. Where the focus was is remembered by the browser. */
async function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  const element = (await page.evaluateHandle(() => document.activeElement)).asElement()
  await element?.scrollIntoViewIfNeeded()
  const box = await element?.boundingBox()
  if (!element || !box) return expect.fail('something has the focus')
  const picture = () =>
    page.screenshot({ animations: 'disabled', clip: { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 } })
  const name = await element.evaluate(
    (node) => (node instanceof HTMLElement && node.getAttribute('aria-label')) || (node.textContent ?? ''),
  )
  const withFocus = await picture()
  await element.evaluate((node) => node instanceof HTMLElement && node.blur())
  return { name, visible: !withFocus.equals(await picture()) }
}

describe.skipIf(missingBrowser)(`for everybody${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard

  // Every state of each: `npm run soak:screens`.
  test.each(oneOfEachScreen)('$name: axe finds nothing in light or dark, and nothing is cut off sideways when small', (view) =>
    expectForEverybody(dashboards, view),
  )

  test('every action is reached by the tabulator key in the order one reads, each with a visible focus', async () => {
    dashboard = await dashboards.open(scenes.attention, { context: { reducedMotion: 'reduce' } })
    await dashboard.page.locator('h1').waitFor()
    const navigation = [...routes.map((route) => english.navigation[route]), english.help.with(english.navigation.overview)]
    const order: string[] = []
    for (let press = 0; press < navigation.length + 8; press += 1) {
      await dashboard.page.keyboard.press('Tab')
      const { name, visible } = await focused(dashboard.page)
      order.push(visible ? name : `${name} (no focus to be seen)`)
    }
    expect(order).toEqual([
      ...navigation,
      'Renew now',
      'Details',
      'Find out why',
      'Copy for your network team',
      'The last try',
      'Open the device page',
      'Certificate details',
      'All activities',
    ])
  })

  test('who prefers less motion sees the padlock of a run standing still', async () => {
    dashboard = await dashboards.open(scenes.working, { context: { reducedMotion: 'reduce' } })
    const moving = () =>
      document.getAnimations().filter((animation) => animation instanceof CSSAnimation && animation.playState === 'running').length
    await dashboard.page.locator('[data-health=working]').waitFor()
    const padlock = dashboard.page.locator('[data-health=working] path').last()
    expect(await padlock.evaluate((arc) => arc.getAnimations().length)).toBe(0)
    expect(await dashboard.page.evaluate(moving)).toBeLessThanOrEqual(2)
  })

  test('the colours follow the system while the page is open', async () => {
    dashboard = await dashboards.open(scenes.protected, { context: { colorScheme: 'light' } })
    const background = () => dashboard.page.locator('.fui-FluentProvider').evaluate((element) => getComputedStyle(element).backgroundColor)
    await dashboard.page.locator('h1').waitFor()
    const light = await background()
    await dashboard.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(background).not.toBe(light)
  })
})
