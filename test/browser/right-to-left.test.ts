import { describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { pseudoLanguage } from '../support/pseudo-language.ts'
import { expectFromTheRight } from './for-everybody.ts'
import { scenes } from './scenes.ts'

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

    test('and nothing is cut off where names are long and there is little room', () =>
      expectFromTheRight(dashboards, { name: 'overview-long-names', script: scenes['long-names'], at: '#/overview' }))
  },
)
