import { chromium } from 'playwright-core'

/** Draws one view of the drawing at a size in pixels, on nothing; answers the PNG. */
export type Draw = (view: string, size: number) => Promise<Uint8Array>

/** Chromium draws it as the dashboard would show it. `svg` is the whole drawing, `view` the classes that choose from it. */
export async function withDrawing<Result>(svg: string, executablePath: string, use: (draw: Draw) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const page = await browser.newPage()
    return await use(async (view, size) => {
      await page.setViewportSize({ width: size, height: size })
      const drawing = svg.replace('<svg ', `<svg class="${view}" width="${size}" height="${size}" style="display: block" `)
      await page.setContent(`<!doctype html><body style="margin: 0">${drawing}`)
      return page.screenshot({ omitBackground: true })
    })
  } finally {
    await browser.close()
  }
}
