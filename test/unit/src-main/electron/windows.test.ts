import { minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test, vi } from 'vitest'
import { materialFor } from '#main/electron/windows/material.policy.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { desktopScenarios } from '../../../support/desktop-scenarios.ts'
import { doubleDesktop } from '../../../support/double-desktop.ts'
import { app, BrowserWindow, FakeEvent, nativeTheme, screen, Tray } from '../../../support/electron-double.ts'

resetAfterEach()

describe('in somebody’s hands', () => {
  for (const { run, title } of desktopScenarios) test(title, async () => run(await doubleDesktop()))
})

async function withFlyout(given: Parameters<typeof startDesktop>[0] = {}) {
  const started = await startDesktop({ args: ['--hidden'], ...given })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  tray.clicked()
  const [flyout] = BrowserWindow.all
  if (!flyout) throw new Error('there is no flyout')
  flyout.paint()
  return { ...started, tray, flyout }
}

test('the flyout is a bare window, locked down as the dashboard is, and in no list of windows', async () => {
  const { flyout } = await withFlyout()
  expect(flyout.options).toMatchObject({ frame: false, skipTaskbar: true, width: 360, height: 480 })
  expect(flyout.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false })
  expect(flyout.url).toBe('app://dashboard/index.html?through#/flyout')
  expect(flyout.webContents.tries('will-navigate', 'https://evil.example/')).toBe(false)
})

test('the flyout is placed anew each time it is shown, on the display where the icon is', async () => {
  const { flyout, tray } = await withFlyout()
  expect(flyout.bounds).toEqual({ x: 1532, y: 542, width: 360, height: 480 })
  tray.clicked()
  const left = { x: -1280, y: 0, width: 1280, height: 720 }
  screen.displays.push({ bounds: left, workArea: { ...left, height: 672 } })
  tray.bounds = { x: -200, y: 680, width: 24, height: 32 }
  tray.clicked()
  expect(flyout.bounds).toEqual({ x: -370, y: 182, width: 360, height: 480 })
})

test('an icon of which Windows does not say where it is has its flyout where the person has clicked', async () => {
  const { flyout, tray } = await withFlyout()
  tray.clicked()
  tray.bounds = { x: 0, y: 0, width: 0, height: 0 }
  screen.pointer = { x: 1000, y: 1060 }
  tray.emit('click')
  expect(flyout.bounds).toMatchObject({ x: 821, y: 542 })
})

test('a press on the icon that never becomes a click hides the flyout after a second', async () => {
  const { flyout, time, tray } = await withFlyout()
  screen.pointer = { x: tray.bounds.x + 1, y: tray.bounds.y + 1 }
  flyout.looksElsewhere()
  await time.pass(999)
  expect(flyout.visible).toBe(true)
  await time.pass(1)
  expect(flyout.visible).toBe(false)
})

test('a flyout that is closed before its page has painted does not come up later', async () => {
  await startDesktop({ args: ['--hidden'] })
  Tray.all[0]?.clicked()
  Tray.all[0]?.clicked()
  const [flyout] = BrowserWindow.all
  flyout?.paint()
  expect(flyout?.visible).toBe(false)
})

test.each(['flyout', 'dashboard'])('a page that has crashed makes place for a new one: the %s', async (name) => {
  const { flyout, tray, time } = await withFlyout()
  const open = () => (name === 'flyout' ? tray.clicked() : tray.choose('Open dashboard'))
  if (name === 'dashboard') open()
  const crashed = name === 'flyout' ? flyout : BrowserWindow.all[1]
  crashed?.paint()
  crashed?.webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed', exitCode: 1 })
  await time.pass(1)
  expect(crashed?.destroyed).toBe(true)
  open()
  const next = BrowserWindow.alive().at(-1)
  next?.paint()
  expect(next).not.toBe(crashed)
  expect(next?.visible).toBe(true)
})

test('a hidden page that shows what nobody can have again stays until the person has it; the end of the program waits for nobody', async () => {
  const { flyout, tray, time } = await withFlyout()
  tray.choose('Open dashboard')
  const dashboard = BrowserWindow.all[1]
  if (!dashboard) throw new Error('there is no dashboard')
  dashboard.paint()
  dashboard.webContents.asksToStay = true
  dashboard.close()
  await time.pass(11 * minute)
  expect([dashboard.destroyed, flyout.destroyed]).toEqual([false, true])
  tray.choose('Open dashboard')
  expect(dashboard.visible).toBe(true)
  dashboard.close()
  dashboard.webContents.asksToStay = false
  await time.pass(5 * minute)
  expect(dashboard.destroyed).toBe(true)

  tray.choose('Open dashboard')
  const next = BrowserWindow.all.at(-1)
  if (next) next.webContents.asksToStay = true
  tray.choose('Quit')
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(BrowserWindow.alive()).toEqual([])
})

test('Escape is the page’s, which closes an open menu of its own first', async () => {
  const { flyout } = await withFlyout()
  flyout.webContents.press('Escape')
  expect(flyout.visible).toBe(true)
})

test('quitting takes every window with it at once, hidden or not', async () => {
  const { tray } = await withFlyout()
  tray.choose('Open dashboard')
  tray.choose('Quit')
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(BrowserWindow.alive()).toEqual([])
})

describe('what shines through', () => {
  test('is acrylic for the flyout and mica for the dashboard, and no window is transparent', async () => {
    const { flyout, tray } = await withFlyout()
    tray.choose('Open dashboard')
    const materials = BrowserWindow.all.map(({ options }) => options.backgroundMaterial)
    expect(materials).toEqual(['acrylic', 'mica'])
    expect(BrowserWindow.all.map(({ options }) => options.transparent)).toEqual([undefined, undefined])
    // A colour of the window's own would cover it.
    expect(flyout.options.backgroundColor).toBeUndefined()
  })

  test('is nothing on a Windows that cannot draw it: the page paints its background then', async () => {
    const { flyout } = await withFlyout({ system: { platform: 'win32', release: '10.0.19045' } })
    expect(flyout.options.backgroundMaterial).toBeUndefined()
    expect(flyout.options.backgroundColor).toBe('#fafafa')
    expect(flyout.url).toBe('app://dashboard/index.html#/flyout')
  })

  test.each(['inForcedColorsMode', 'prefersReducedTransparency'] as const)('is nothing for who has set %s', async (setting) => {
    nativeTheme[setting] = true
    const { flyout } = await withFlyout()
    expect(flyout.options.backgroundMaterial).toBeUndefined()
  })

  test.each([
    ['win32', '10.0.26100', 'mica'],
    ['win32', '10.0.22621', 'mica'],
    ['win32', '10.0.22000', undefined],
    ['win32', 'unknown', undefined],
    ['linux', '10.0.26100', undefined],
  ] as const)('on %s %s: %s', (platform, release, expected) => {
    expect(materialFor('mica', { platform, release, isPlain: false })).toBe(expected)
  })
})
