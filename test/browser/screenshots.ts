/** Takes pictures of every state and screen into out/screenshots: `node scripts/with-node.mjs test/browser/screenshots.ts [part of a name]`. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { createDashboardSuite } from '../support/dashboard.ts'
import type { Script } from '../support/scripted-agent.ts'
import { firstRunScenes } from './scenes/first-run.ts'
import { flyoutScenes } from './scenes/flyout.ts'
import { scenes } from './scenes.ts'

const folder = fileURLToPath(new URL('../../out/screenshots/', import.meta.url))
const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active', colorScheme: 'dark' },
  small: { viewport: { width: 640, height: 480 } },
  zoomed: { viewport: { width: 320, height: 256 } },
}
/** What is no screen of the dashboard has the size of its window. */
const flyoutSize = { width: 360, height: 480 }
const allScenes: Record<string, Script> = { ...scenes, ...firstRunScenes, ...flyoutScenes }
const views: { scene: string; at?: string }[] = [
  ...Object.keys({ ...scenes, ...firstRunScenes }).map((scene) => ({ scene })),
  ...Object.keys({ ...scenes, ...flyoutScenes }).map((scene) => ({ scene, at: '#/flyout' })),
  { scene: 'protected', at: '#/activity' },
  { scene: 'protected', at: '#/settings' },
  { scene: 'published-addresses', at: '#/settings' },
  { scene: 'long-names', at: '#/settings' },
]

await mkdir(folder, { recursive: true })
const suite = await createDashboardSuite()
try {
  for (const { scene, at } of views) {
    for (const [look, context] of Object.entries(looks)) {
      const file = `${scene}${at === undefined ? '' : at.replace('#/', '-')}-${look}.png`
      if (!file.includes(process.argv[2] ?? '')) continue
      const script = allScenes[scene]
      if (script === undefined) throw new Error(`there is no scene ${scene}`)
      const viewport = at === '#/flyout' ? { viewport: flyoutSize } : {}
      const dashboard = await suite.open(script, { context: { ...viewport, ...context }, ...(at === undefined ? {} : { at }) })
      await dashboard.page.locator('h1').waitFor()
      await dashboard.page.waitForTimeout(300)
      await dashboard.page.screenshot({ path: `${folder}${file}`, fullPage: true })
      for (const complaint of dashboard.complaints) process.stderr.write(`${file}: ${complaint}\n`)
      await dashboard.close()
    }
  }
} finally {
  await suite.close()
}
