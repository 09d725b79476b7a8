/**
 * Takes pictures of every state and screen into out/screenshots: `npm run screenshots [-- part of a name]`.
 * With `--guide`, those of the user guide anew into docs/user-guide/images.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { createDashboardSuite, type DashboardSuite } from '../support/dashboard.ts'
import type { Script } from '../support/scripted-agent.ts'
import { guideViews } from './guide-views.ts'
import { views } from './views.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active', colorScheme: 'dark' },
  small: { viewport: { width: 640, height: 480 } },
  zoomed: { viewport: { width: 320, height: 256 } },
}
interface Picture {
  file: string
  script: Script
  at: string
  context: BrowserContextOptions
  fullPage: boolean
}

function picturesOfStates(): Picture[] {
  return views.flatMap(({ name, script, at: place, size }) =>
    Object.entries(looks).map(([look, context]) => ({
      file: `${at('out/screenshots/')}${name}-${look}.png`,
      script,
      at: place,
      context: { ...(size && { viewport: size }), ...context },
      fullPage: true,
    })),
  )
}

function picturesOfGuide(): Picture[] {
  return guideViews.map(({ name, script, at: place, size = { width: 1000, height: 700 } }) => ({
    file: `${at('docs/user-guide/images/')}${name}.png`,
    script,
    at: place,
    context: { colorScheme: 'light', viewport: size },
    fullPage: false,
  }))
}

async function take(suite: DashboardSuite, { file, script, at: place, context, fullPage }: Picture): Promise<void> {
  const dashboard = await suite.open(script, { context, at: place })
  await dashboard.page.locator('h1').first().waitFor()
  await dashboard.page.waitForTimeout(300)
  await dashboard.page.screenshot({ path: file, fullPage })
  for (const complaint of dashboard.complaints) process.stderr.write(`${file}: ${complaint}\n`)
  await dashboard.close()
}

const words = process.argv.slice(2)
const part = words.find((word) => !word.startsWith('--')) ?? ''
const pictures = words.includes('--guide') ? picturesOfGuide() : picturesOfStates()
await mkdir(at('out/screenshots'), { recursive: true })
const suite = await createDashboardSuite()
try {
  for (const picture of pictures) if (picture.file.includes(part)) await take(suite, picture)
} finally {
  await suite.close()
}
