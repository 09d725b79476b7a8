import type { Page } from 'playwright-core'

/** Unfolds whatever is folded in the page, one level after the other. */
export async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator('main [aria-expanded=false]')
  while ((await folded.count()) > 0) await folded.first().click()
  await settled(page)
}

/** Until what moves for a moment has come to rest: colours half way between two themes have no contrast worth measuring. */
export async function settled(page: Page): Promise<void> {
  // The change itself is drawn in the next frame or the one after.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  )
}
