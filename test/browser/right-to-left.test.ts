import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { pseudoLanguage } from '../support/pseudo-language.ts'
import { settled, unfoldAll } from '../support/settled.ts'
import { scenes } from './scenes.ts'
import { type View, views } from './views.ts'

const sizes = [
  { width: 640, height: 480 },
  // 1280 × 1024 at 400 %.
  { width: 320, height: 256 },
]

/** Each screen once: where it has a state with long names, in that. */
const screens = [...Map.groupBy(views, ({ at }) => at).values()].map(
  (states) => states.find(({ name }) => name.includes('long')) ?? states[0],
) as View[]

/** What reaches beyond the page at either side. */
const beyond = (page: Page, width: number) =>
  page.evaluate(
    (most) =>
      document.documentElement.scrollWidth <= most
        ? []
        : [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().left < -1 || element.getBoundingClientRect().right > most + 1)
            .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`),
    width,
  )

describe.skipIf(missingBrowser)(
  `a language that is read from the right, with words 40 % longer${missingBrowser ? ` (${missingBrowser})` : ''}`,
  () => {
    const dashboards = dashboardsForTests([pseudoLanguage()])

    test('has everything the other way round: the navigation at the right, the certificate’s life beginning there', async () => {
      const { page } = await dashboards.open(scenes.protected)
      await page.locator('h1').waitFor()
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await page.getByRole('link', { name: 'Settingsings' }).textContent()).toBe('Settingsings')
      const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN
      expect(await left('nav')).toBeGreaterThan(await left('main'))
      expect(await left('[data-event=issued]')).toBeGreaterThan(await left('[data-event=end]'))
    })

    test.each(screens)('$name: nothing is cut off sideways when small, and axe finds nothing', async ({ script, at }) => {
      const { page } = await dashboards.open(script, { at, context: { reducedMotion: 'reduce' } })
      await page.locator('h1').first().waitFor()
      await unfoldAll(page)
      for (const size of sizes) {
        await page.setViewportSize(size)
        await settled(page)
        expect(await beyond(page, size.width)).toEqual([])
      }
      expect(await axeFindings(page)).toEqual([])
    })
  },
)
