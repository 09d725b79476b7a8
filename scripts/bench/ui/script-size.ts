import { gzipSync } from 'node:zlib'
import type { BrowserContext } from 'playwright-core'

/** All script that a first visit loads, in kB (1,000 bytes) as gzip makes it. */
export async function firstScriptSize(context: BrowserContext, link: string): Promise<number> {
  const page = await context.newPage()
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body())
  })
  await page.goto(link)
  await page.locator('h1').waitFor()
  const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0)
  if (bytes === 0) throw new Error('the page loaded no script')
  return bytes / 1_000
}
