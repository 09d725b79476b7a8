import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { trayIconFile } from '#main/electron/tray/tray-look.policy.ts'
import { alphaOf } from '../../../support/png.ts'

const build = join(import.meta.dirname, '../../../../build')
const states = ['protected', 'working', 'attention', 'not-protected'] as const
const scales = { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32 }

const picture = (state: (typeof states)[number], taskbar: 'light' | 'dark', suffix = '') =>
  alphaOf(readFileSync(join(build, 'tray', trayIconFile(state, taskbar).replace('.png', `${suffix}.png`))))

test.each(Object.entries(scales))('every state has its picture for both taskbars (%s is %i px)', (suffix, size) => {
  for (const state of states)
    for (const taskbar of ['light', 'dark'] as const) {
      const drawn = picture(state, taskbar, suffix)
      expect(drawn.size).toBe(size)
      expect(drawn.alpha[0]).toBe(0)
      expect(drawn.alpha.some((alpha) => alpha === 255)).toBe(true)
    }
})

test.each(Object.entries(scales))('the states can be told apart without their colour (%s is %i px)', (suffix, size) => {
  for (const one of states)
    for (const other of states.slice(states.indexOf(one) + 1)) {
      const [a, b] = [picture(one, 'light', suffix).alpha, picture(other, 'light', suffix).alpha]
      const differing = a.filter((alpha, pixel) => Math.abs(alpha - (b[pixel] ?? 0)) > 128).length
      // Two drawings of one shape in two colours would differ in none.
      expect(differing / size ** 2, `${one} against ${other}`).toBeGreaterThanOrEqual(1 / 16)
    }
})

test('both taskbars get the same shapes', () => {
  for (const suffix of Object.keys(scales))
    for (const state of states) expect(picture(state, 'dark', suffix).alpha).toEqual(picture(state, 'light', suffix).alpha)
})

test('the program’s icon holds every size that Windows asks for', () => {
  const ico = readFileSync(join(build, 'icon.ico'))
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index
    const png = ico.subarray(ico.readUInt32LE(entry + 12), ico.readUInt32LE(entry + 12) + ico.readUInt32LE(entry + 8))
    expect(alphaOf(png).size % 256).toBe(ico[entry])
    return alphaOf(png).size
  })
  expect(sizes).toEqual([16, 20, 24, 32, 48, 64, 128, 256])
})
