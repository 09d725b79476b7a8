import type { BrowserContext } from 'playwright-core'

/** What a person waits for, in ms since they followed the link. */
export interface PageTimings {
  firstContentfulPaint: number
  /** The screen is there, its button can be pressed, and no task that was begun before is still going on. */
  interactive: number
}

declare global {
  interface Window {
    benchLongTasks: { start: number; end: number }[]
    benchReadyAt: number | undefined
  }
}

/** Before any script of the page: notes tasks over 50 ms, and the drawing in which the button comes. */
function watchPage(button: string): void {
  window.benchLongTasks = []
  window.benchReadyAt = undefined
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.benchLongTasks.push({ start: startTime, end: startTime + duration })
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    const found = [...document.querySelectorAll('button')].some((one) => one.textContent === button && !one.disabled)
    if (found) window.benchReadyAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Opens the link in a profile that has never seen it, and answers when it was there. `button` names what a person may press first. */
export async function timeFirstVisit(context: BrowserContext, link: string, button: string): Promise<PageTimings> {
  const page = await context.newPage()
  await page.addInitScript(watchPage, button)
  await page.goto(link)
  await page.waitForFunction(() => window.benchReadyAt !== undefined)
  // Whatever was begun before the button came has ended by then, and has been told.
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const readyAt = window.benchReadyAt ?? Number.NaN
    const busyUntil = window.benchLongTasks.filter(({ start }) => start <= readyAt).map(({ end }) => end)
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return { firstContentfulPaint: paint?.startTime ?? Number.NaN, interactive: Math.max(readyAt, ...busyUntil) }
  })
}
