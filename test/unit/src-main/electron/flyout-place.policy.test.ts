import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Area, flyoutSize, placeFlyout } from '#main/electron/windows/flyout-place.policy.ts'

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height })
const fullHd = area(0, 0, 1920, 1080)

describe('the flyout stands beside the taskbar, at the icon', () => {
  test.each<[string, Area, Area, Area, Partial<Area>]>([
    ['below', area(1700, 1040, 24, 32), fullHd, area(0, 0, 1920, 1032), { x: 1532, y: 542 }],
    ['below, with the icon in the corner', area(1890, 1040, 24, 32), fullHd, area(0, 0, 1920, 1032), { x: 1550, y: 542 }],
    ['above', area(1700, 8, 24, 32), fullHd, area(0, 48, 1920, 1032), { x: 1532, y: 58 }],
    ['at the left', area(12, 1000, 24, 32), fullHd, area(48, 0, 1872, 1080), { x: 58, y: 590 }],
    ['at the right', area(1884, 700, 24, 32), fullHd, area(0, 0, 1872, 1080), { x: 1502, y: 476 }],
    ['below, and hiding itself', area(1700, 1040, 24, 32), fullHd, fullHd, { x: 1532, y: 542 }],
    ['above, and hiding itself', area(1700, 8, 24, 32), fullHd, fullHd, { x: 1532, y: 58 }],
    ['at the left, and hiding itself', area(12, 500, 24, 32), fullHd, fullHd, { x: 58, y: 276 }],
    ['at the right, and hiding itself', area(1884, 500, 24, 32), fullHd, fullHd, { x: 1502, y: 276 }],
    ['below, the icon among the hidden ones over it', area(1650, 950, 24, 24), fullHd, area(0, 0, 1920, 1032), { x: 1482, y: 542 }],
    ['below, beside a bar of another program at the right', area(1500, 1040, 24, 32), fullHd, area(0, 0, 1600, 1032), { x: 1230, y: 542 }],
    // A second display to the left, at 150 %: 1280 × 720 of its own pixels.
    [
      'below, on the display to the left',
      area(-200, 680, 24, 32),
      area(-1280, 0, 1280, 720),
      area(-1280, 0, 1280, 672),
      { x: -370, y: 182 },
    ],
    [
      'above, on a display over the main one',
      area(900, -1072, 24, 32),
      area(0, -1080, 1920, 1080),
      area(0, -1032, 1920, 1032),
      { y: -1022 },
    ],
  ])('%s', (_, icon, bounds, workArea, expected) => {
    expect(placeFlyout(icon, { bounds, workArea })).toMatchObject({ ...flyoutSize, ...expected })
  })

  test('on a display that is too low for it, it becomes lower', () => {
    const bounds = area(0, 0, 800, 480)
    expect(placeFlyout(area(700, 445, 16, 16), { bounds, workArea: area(0, 0, 800, 440) })).toEqual(area(430, 10, 360, 420))
  })
})

test('wherever the icon and the taskbar are, the flyout is wholly inside the work area', () => {
  const insets = fc.record({ left: fc.nat(300), top: fc.nat(300), right: fc.nat(300), bottom: fc.nat(300) })
  const displays = fc.record({
    x: fc.integer({ min: -6000, max: 6000 }),
    y: fc.integer({ min: -6000, max: 6000 }),
    width: fc.integer({ min: 640, max: 4000 }),
    height: fc.integer({ min: 640, max: 4000 }),
  })
  const icons = fc.record({
    x: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    y: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    size: fc.integer({ min: 0, max: 64 }),
  })
  fc.assert(
    fc.property(displays, insets, icons, (bounds, inset, icon) => {
      const workArea = {
        x: bounds.x + inset.left,
        y: bounds.y + inset.top,
        width: bounds.width - inset.left - inset.right,
        height: bounds.height - inset.top - inset.bottom,
      }
      const at = area(bounds.x + icon.x * bounds.width, bounds.y + icon.y * bounds.height, icon.size, icon.size)
      const placed = placeFlyout(at, { bounds, workArea })
      for (const [from, length] of [
        ['x', 'width'],
        ['y', 'height'],
      ] as const) {
        expect(placed[length]).toBeGreaterThan(0)
        expect(placed[from]).toBeGreaterThanOrEqual(workArea[from])
        expect(placed[from] + placed[length]).toBeLessThanOrEqual(workArea[from] + workArea[length])
        expect([placed[from], placed[length]].every(Number.isInteger)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
