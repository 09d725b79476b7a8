import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import type { DashboardSuite } from '../support/dashboard.ts'
import { settled, unfoldAll } from '../support/settled.ts'
import type { View } from './views.ts'

const sizes = [
  { width: 640, height: 480 },
  // 1280 × 1024 at 400 %.
  { width: 320, height: 256 },
]

/** In light and dark, unfolded, and as small as it gets: what must hold of every screen in every state. */
export async function expectForEverybody(dashboards: Pick<DashboardSuite, 'open'>, { script, at }: View): Promise<void> {
  const { page } = await dashboards.open(script, { at, context: { colorScheme: 'light', reducedMotion: 'reduce' } })
  await page.locator('h1').first().waitFor()
  await unfoldAll(page)
  expect(await axeFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await settled(page)
  // A busy machine paints the last of the new colours late; what counts is where it comes to rest.
  await expect.poll(() => axeFindings(page), { timeout: 10_000 }).toEqual([])
  await expectNothingCutOff(page)
}

/** The same of a language that is read from the right and takes more room: the suite was built for it. */
export async function expectFromTheRight(dashboards: Pick<DashboardSuite, 'open'>, { script, at }: View): Promise<void> {
  const { page } = await dashboards.open(script, { at, context: { reducedMotion: 'reduce' } })
  await page.locator('h1').first().waitFor()
  await unfoldAll(page)
  await expectNothingCutOff(page)
  expect(await axeFindings(page)).toEqual([])
}

async function expectNothingCutOff(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settled(page)
    expect(await beyond(page, size.width)).toEqual([])
  }
}

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
