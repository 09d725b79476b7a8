import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser, missingBrowser } from '../../test/support/browser.ts'
import { startTestStack } from '../../test/support/practice-stack.ts'
import { startRunningAgent } from '../../test/support/running-agent.ts'
import { sampleRun, sampleSnapshot } from '../../test/support/samples.ts'
import { buildRenderer } from '../build/renderer.ts'
import { atMost, report, type Target } from './targets.ts'
import { writeFloor } from './ui/floor.ts'
import { type PageTimings, timeFirstVisit } from './ui/page-timings.ts'
import { timeProcedures, timeRenewNow } from './ui/procedures.ts'
import { firstScriptSize } from './ui/script-size.ts'
import { openScriptedDoor } from './ui/scripted-door.ts'
import { timeScrolling } from './ui/scrolling.ts'

// npm run bench:ui [-- --json] [--times N]: how soon the dashboard is there, and how it moves, in Chromium.
// Takes about two minutes. docs/benchmarks.md says what is measured, and how.

const json = process.argv.includes('--json')
const times = Number(process.argv[process.argv.indexOf('--times') + 1]) || 9
const folder = mkdtempSync(join(tmpdir(), 'mylzip-bench-ui-'))
const say = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  if (missingBrowser) throw new Error(missingBrowser)
  const renderer = join(folder, 'renderer')
  await buildRenderer(renderer)
  const browser = await launchBrowser()
  try {
    const targets = [...(await firstVisits(browser, renderer)), ...(await scrolling(browser, renderer)), ...(await clicks(browser))]
    report(targets, json)
    process.exitCode = targets.every(({ ok }) => ok) ? 0 : 1
  } finally {
    await browser.close()
  }
}

/** In turn with the floor, so that a busy moment hits both; the first visit of each does not count. */
async function firstVisits(browser: Browser, renderer: string): Promise<Target[]> {
  say(`${times} first visits to the dashboard, in turn with a page of one button …`)
  const script = { snapshot: sampleSnapshot({ runs: [sampleRun(7)] }) }
  const [dashboard, floor] = await Promise.all([openScriptedDoor(renderer, script), openScriptedDoor(await writeFloor(folder), script)])
  const seen = { dashboard: [] as PageTimings[], floor: [] as PageTimings[] }
  const fresh = async <T>(use: (context: Awaited<ReturnType<Browser['newContext']>>) => Promise<T>) => {
    const context = await browser.newContext({ viewport: { width: 1100, height: 760 } })
    return use(context).finally(() => context.close())
  }
  try {
    for (let round = 0; round <= times; round += 1) {
      const ours = await fresh((context) => timeFirstVisit(context, dashboard.mintLink('administer'), 'Renew now'))
      const bare = await fresh((context) => timeFirstVisit(context, floor.mintLink('administer'), 'Renew now'))
      if (round === 0) continue
      seen.dashboard.push(ours)
      seen.floor.push(bare)
    }
    const figure = (of: PageTimings[], which: keyof PageTimings) => median(of.map((one) => one[which]))
    say(
      `A page of one button: first paint ${Math.round(figure(seen.floor, 'firstContentfulPaint'))} ms, can be pressed after ${Math.round(figure(seen.floor, 'interactive'))} ms`,
    )
    return [
      atMost('first contentful paint of the dashboard, median, ms', figure(seen.dashboard, 'firstContentfulPaint'), 500),
      atMost('the dashboard is interactive, median, ms', figure(seen.dashboard, 'interactive'), 800),
      atMost(
        'JavaScript of the first load, kB gzip',
        await fresh((context) => firstScriptSize(context, dashboard.mintLink('administer'))),
        250,
      ),
    ]
  } finally {
    await Promise.all([dashboard.close(), floor.close()])
  }
}

async function scrolling(browser: Browser, renderer: string): Promise<Target[]> {
  say('500 certificates, scrolled to the end and back …')
  const { longestTask, rowsAtOnce, scrolled } = await timeScrolling(browser, renderer, 500)
  say(`Scrolled ${Math.round(scrolled)} px, with at most ${rowsAtOnce} rows in the document`)
  if (scrolled < 10_000) throw new Error('the list was not scrolled')
  return [atMost('longest task while 500 certificates scroll, ms (0: none over 50)', longestTask, 50)]
}

/** A real agent, whose dashboard is open in the browser all the while. */
async function clicks(browser: Browser): Promise<Target[]> {
  say('A real agent with its dashboard open: what clicks ask of it …')
  const place = join(folder, 'practice')
  const stack = await startTestStack(place)
  const agent = await startRunningAgent(stack, place)
  try {
    const page = await browser.newPage()
    await page.goto(agent.link)
    await page.locator('h1').waitFor()
    const asked = await timeProcedures(agent.client, 60)
    const renewals = await timeRenewNow(agent.client, 30)
    for (const [name, took] of asked)
      say(`  ${name.padEnd(24)} p50 ${share(took, 0.5).toFixed(1)} ms, p95 ${share(took, 0.95).toFixed(1)} ms`)
    say(`  ${'renewals.renewNow'.padEnd(24)} p50 ${share(renewals, 0.5).toFixed(1)} ms, most ${Math.max(...renewals).toFixed(1)} ms`)
    return [
      atMost('the slowest question’s answer, p95, ms', Math.max(...[...asked.values()].map((took) => share(took, 0.95))), 20),
      atMost('“Renew now” answers, p95, ms', share(renewals, 0.95), 20),
    ]
  } finally {
    await agent.stop()
    await stack.stop()
  }
}

const median = (values: readonly number[]) => share(values, 0.5)

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
