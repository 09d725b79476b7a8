/** Takes pictures of every state and screen into out/screenshots: `node scripts/with-node.mjs test/browser/screenshots.ts [part of a name]`. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { createDashboardSuite } from '../support/dashboard.ts'
import { certificateId } from '../support/samples.ts'
import { usedByScenes } from './scenes/used-by.ts'
import { type SceneName, scenes } from './scenes.ts'

const folder = fileURLToPath(new URL('../../out/screenshots/', import.meta.url))
const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active', colorScheme: 'dark' },
  small: { viewport: { width: 640, height: 480 } },
  zoomed: { viewport: { width: 320, height: 256 } },
}
const all = { ...scenes, ...usedByScenes }
const views: { scene: keyof typeof all; at?: string }[] = [
  ...Object.keys(usedByScenes).map((scene) => ({ scene: scene as keyof typeof usedByScenes, at: '#/used-by' })),
  { scene: 'used-by', at: `#/used-by/${certificateId}` },
  ...Object.keys(scenes).map((scene) => ({ scene: scene as SceneName })),
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
      const file = `${scene}${at === undefined ? '' : at.replace('#/', '-').replaceAll('/', '-')}-${look}.png`
      if (!file.includes(process.argv[2] ?? '')) continue
      const dashboard = await suite.open(all[scene], { context, ...(at === undefined ? {} : { at }) })
      await dashboard.page.locator('h1').first().waitFor()
      await dashboard.page.waitForTimeout(300)
      await dashboard.page.screenshot({ path: `${folder}${file}`, fullPage: true })
      for (const complaint of dashboard.complaints) process.stderr.write(`${file}: ${complaint}\n`)
      await dashboard.close()
    }
  }
} finally {
  await suite.close()
}
