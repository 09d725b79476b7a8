import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, test, vi } from 'vitest'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { app, BrowserWindow, dialog, FakeEvent, protocol, Tray } from '../../../support/electron-double.ts'

resetAfterEach()

test('Windows knows the program by its id before there is any window', async () => {
  await startDesktop()
  expect(app.log.slice(0, 3)).toEqual([
    expect.stringMatching(/^setToastActivatorCLSID \{[0-9A-F-]{36}\}$/),
    'setAppUserModelId zip.myl.ssl',
    'setPath userData /person/mylzip-ssl/window',
  ])
  expect(app.log.indexOf('window')).toBeGreaterThan(app.log.indexOf('ready'))
})

test('what must be settled before Electron is ready is settled by then', async () => {
  await startDesktop()
  const before = app.log.slice(0, app.log.indexOf('ready'))
  expect(before).toEqual(expect.arrayContaining(['enableSandbox', 'registerSchemesAsPrivileged', 'requestSingleInstanceLock']))
  expect(protocol.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }])
})

test('a second start leaves at once and touches nothing', async () => {
  app.hasLock = false
  const { starts } = await startDesktop()
  expect(app.log.at(-1)).toBe('gone')
  expect(starts()).toBe(0)
  expect(BrowserWindow.all).toEqual([])
  expect(Tray.all).toEqual([])
})

test('a second start brings a minimized window of the first one up', async () => {
  await startDesktop()
  const [window] = BrowserWindow.all
  window?.paint()
  if (window) window.minimized = true
  app.emit('second-instance', new FakeEvent(), ['program.exe'])
  expect(BrowserWindow.all).toHaveLength(1)
  expect(window).toMatchObject({ minimized: false, visible: true, focused: 2 })
})

test('the window shows when its page has painted', async () => {
  await startDesktop()
  const [window] = BrowserWindow.all
  expect(window).toMatchObject({ visible: false, url: 'app://dashboard/index.html?through' })
  window?.paint()
  expect(window?.visible).toBe(true)
})

test('quitting waits until the agent has stopped', async () => {
  const stopped = Promise.withResolvers<void>()
  const { stops, agent } = await startDesktop({ stop: () => stopped.promise })
  await vi.waitFor(() => expect(agent.watchers()).toBe(1))
  Tray.all[0]?.choose('Quit')
  app.quit()
  await vi.waitFor(() => expect(stops()).toBe(1))
  expect(app.log).not.toContain('gone')
  stopped.resolve()
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(stops()).toBe(1)
  expect(Tray.all[0]?.destroyed).toBe(true)
  await vi.waitFor(() => expect(agent.watchers()).toBe(0))
})

test('an agent that fails to stop is logged and does not keep the program', async () => {
  const { log } = await startDesktop({ stop: () => Promise.reject(new Error('disk gone')) })
  app.quit()
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})

test('an agent that hangs keeps the program for five seconds and no longer', async () => {
  await startDesktop({ stop: () => new Promise(() => {}) })
  vi.useFakeTimers()
  try {
    app.quit()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(app.log).not.toContain('gone')
    await vi.advanceTimersByTimeAsync(1)
    expect(app.log).toContain('gone')
  } finally {
    vi.useRealTimers()
  }
})

test('quitting while the agent is still starting stops it as soon as it has', async () => {
  const starts = Promise.withResolvers<void>()
  const { stops, starts: begun, running } = await startDesktop({ startsWhen: starts.promise })
  await vi.waitFor(() => expect(begun()).toBe(1))
  app.quit()
  expect(app.log).not.toContain('gone')
  starts.resolve()
  await running
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(stops()).toBe(1)
  expect(BrowserWindow.all).toEqual([])
})

test('when the launcher dies the program ends cleanly', async () => {
  const { askToStop, stops } = await startDesktop()
  askToStop()
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(stops()).toBe(1)
})

test('an agent that cannot start says why and what to do, and the program ends', async () => {
  const refusal = new Refusal('DATA_FOLDER_IN_USE', { folder: '/data', pid: 7, mode: 'browser', since: 'today' })
  await startDesktop({ refusal })
  expect(dialog.shown).toEqual([`${refusal.message}\n\nClose the other one, or name another folder with --data.\n\nDATA_FOLDER_IN_USE`])
  expect(app.exitCode).toBe(1)
  expect(Tray.all).toEqual([])
})
