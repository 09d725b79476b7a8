import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withDrawing } from './draw.ts'
import { toIco } from './ico.ts'

// node scripts/icons/main.ts, with CHROMIUM naming a browser that is not in its usual place: draws build/icons.svg anew into the icons that the program and its installer use.

const at = (path: string) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url))
const states = ['protected', 'working', 'attention', 'not-protected']
/** Windows' scales of the notification area, and how Electron finds the picture for each. */
const scales = { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32 }

await withDrawing(readFileSync(at('icons.svg'), 'utf8'), process.env.CHROMIUM ?? '/usr/bin/chromium', async (draw) => {
  for (const state of states)
    for (const taskbar of ['light', 'dark'])
      for (const [suffix, size] of Object.entries(scales))
        writeFileSync(at(`tray/${state}-${taskbar}${suffix}.png`), await draw(`${state} ${taskbar}`, size))

  const pictures = []
  for (const size of [16, 20, 24, 32, 48, 64, 128, 256]) pictures.push({ size, png: await draw('app', size) })
  writeFileSync(at('icon.ico'), toIco(pictures))
  writeFileSync(at('icon.png'), await draw('app', 512))
})
