import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe-core finds wrong with the page once it has come to rest: "color-contrast: .class, .class". Empty when it is clean. */
export async function axeFindings(page: Page): Promise<string[]> {
  await settled(page)
  // Evaluated by the debugger: the page's own policy forbids a script element.
  await page.evaluate(await readFile(source, 'utf8'))
  // Left out: where Fluent keeps the focus inside a dialog, which passes it on at once and never has it.
  const results: AxeResults = await page.evaluate(
    'axe.run({ include: [document], exclude: ["[data-tabster-dummy]"] }, { resultTypes: ["violations"] })',
  )
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  )
}
