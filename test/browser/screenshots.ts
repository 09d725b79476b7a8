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
import { type SceneName, scenes } from './scenes.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active', colorScheme: 'dark' },
  small: { viewport: { width: 640, height: 480 } },
  zoomed: { viewport: { width: 320, height: 256 } },
}
const views: { scene: SceneName; at?: string }[] = [
  ...Object.keys(scenes).map((scene) => ({ scene: scene as SceneName })),
  { scene: 'protected', at: '#/activity' },
  { scene: 'protected', at: '#/settings' },
  { scene: 'published-addresses', at: '#/settings' },
  { scene: 'long-names', at: '#/settings' },
]

interface Picture {
  file: string
  script: Script
  at: string | undefined
  context: BrowserContextOptions
  fullPage: boolean
}

function picturesOfStates(): Picture[] {
  return views.flatMap(({ scene, at: place }) =>
    Object.entries(looks).map(([look, context]) => ({
      file: `${at('out/screenshots/')}${scene}${place === undefined ? '' : place.replace('#/', '-').replaceAll('/', '-')}-${look}.png`,
      script: scenes[scene],
      at: place,
      context,
      fullPage: true,
    })),
  )
}

function picturesOfGuide(): Picture[] {
  return Object.entries(guideViews).map(([route, script]) => ({
    file: `${at('docs/user-guide/images/')}${route}.png`,
    script,
    at: `#/${route}`,
    context: { colorScheme: 'light', viewport: { width: 1000, height: 700 } },
    fullPage: false,
  }))
}

async function take(suite: DashboardSuite, { file, script, at: place, context, fullPage }: Picture): Promise<void> {
  const dashboard = await suite.open(script, { context, ...(place === undefined ? {} : { at: place }) })
  await dashboard.page.locator('h1').waitFor()
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
