import type { Browser } from 'playwright-core'
import { sampleCertificate, sampleSnapshot } from '../../../test/support/samples.ts'
import { openScriptedDoor } from './scripted-door.ts'

const uuid = (number: number) => `5f0c3f9e-0d5b-4a53-9d0e-${String(number).padStart(12, '0')}`

/** As a server has them that presents a certificate for each of its customers. */
const certificates = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    sampleCertificate({
      id: uuid(index),
      kind: index === 0 ? 'device' : 'ordered',
      names: [`host-${index}.customer-${index % 40}.example`, `www.host-${index}.customer-${index % 40}.example`],
      health: index % 50 === 3 ? 'attention' : 'protected',
    }),
  )

export interface Scrolling {
  /** The longest task while the list was scrolled from its first line to its last and back, in ms; 0 where none took 50. */
  longestTask: number
  /** How many rows there were in the document at the same time. */
  rowsAtOnce: number
  /** How far it was scrolled, in px: that it was scrolled at all. */
  scrolled: number
}

/** The screen of so many certificates, scrolled as a wheel does it: a notch in each drawing, for a few seconds. */
export async function timeScrolling(browser: Browser, staticFolder: string, count: number): Promise<Scrolling> {
  const door = await openScriptedDoor(staticFolder, { snapshot: sampleSnapshot({ certificates: certificates(count) }) })
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 } })
  try {
    const page = await context.newPage()
    await page.goto(door.mintLink('administer'))
    await page.locator('h1').waitFor()
    await page.evaluate(() => {
      window.location.hash = '#/certificates'
    })
    const list = page.getByRole('grid')
    await list.waitFor()
    await list.getByRole('row').nth(5).waitFor()
    // The first drawing of the screen is not what is measured.
    await page.waitForTimeout(1_000)
    return await list.evaluate(scrollToTheEndAndBack)
  } finally {
    await context.close()
    await door.close()
  }
}

/** Runs in the page. */
async function scrollToTheEndAndBack(list: Element): Promise<Scrolling> {
  const notch = 120
  const canScroll = (element: Element) =>
    element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible'
  const inside = [list, ...list.querySelectorAll('*')].find(canScroll)
  const around = () => {
    for (let element = list.parentElement; element !== null; element = element.parentElement) if (canScroll(element)) return element
    return document.scrollingElement ?? document.documentElement
  }
  const room = inside ?? around()
  let longestTask = 0
  let rowsAtOnce = 0
  let scrolled = 0
  const observer = new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) longestTask = Math.max(longestTask, duration)
  })
  observer.observe({ type: 'longtask' })
  const drawing = () => new Promise((resolve) => requestAnimationFrame(resolve))
  for (const step of [notch, -notch]) {
    for (let notches = 0; notches < 400; notches += 1) {
      const before = room.scrollTop
      room.scrollTop += step
      if (room.scrollTop === before) break
      scrolled += Math.abs(room.scrollTop - before)
      await drawing()
      rowsAtOnce = Math.max(rowsAtOnce, list.querySelectorAll('[role=row]').length)
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  observer.disconnect()
  return { longestTask, rowsAtOnce, scrolled }
}
