/** Takes pictures of every state and screen into out/screenshots: `node scripts/with-node.mjs test/browser/screenshots.ts [part of a name]`. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { createDashboardSuite } from '../support/dashboard.ts'
import { doctorScenes } from './scenes/doctor.ts'
import { scenes as overviewScenes } from './scenes.ts'

const folder = fileURLToPath(new URL('../../out/screenshots/', import.meta.url))
const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active', colorScheme: 'dark' },
  small: { viewport: { width: 640, height: 480 } },
  zoomed: { viewport: { width: 320, height: 256 } },
}
const scenes = { ...overviewScenes, ...doctorScenes }
const views: { scene: keyof typeof scenes; at?: string; press?: string }[] = [
  ...Object.keys(overviewScenes).map((scene) => ({ scene: scene as keyof typeof overviewScenes })),
  { scene: 'protected', at: '#/activity' },
  { scene: 'protected', at: '#/settings' },
  { scene: 'published-addresses', at: '#/settings' },
  { scene: 'long-names', at: '#/settings' },
  { scene: 'protected', at: '#/doctor' },
  { scene: 'doctor-well', at: '#/doctor/now' },
  { scene: 'doctor-troubled', at: '#/doctor/now', press: 'Show what support gets' },
  { scene: 'doctor-half-way', at: '#/doctor/now' },
]

await mkdir(folder, { recursive: true })
const suite = await createDashboardSuite()
try {
  for (const { scene, at, press } of views) {
    for (const [look, context] of Object.entries(looks)) {
      const file = `${scene}${at === undefined ? '' : at.replace('#/', '-').replaceAll('/', '-')}-${look}.png`
      if (!file.includes(process.argv[2] ?? '')) continue
      const dashboard = await suite.open(scenes[scene], { context, ...(at === undefined ? {} : { at }) })
      await dashboard.page.locator('h1').waitFor()
      if (press !== undefined) await dashboard.page.getByRole('button', { name: press }).click()
      await dashboard.page.waitForTimeout(300)
      await dashboard.page.screenshot({ path: `${folder}${file}`, fullPage: true })
      for (const complaint of dashboard.complaints) process.stderr.write(`${file}: ${complaint}\n`)
      await dashboard.close()
    }
  }
} finally {
  await suite.close()
}
