import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DesktopClient, DesktopState } from '@mylzip/shared/operations/desktop.ts'
import { describe, expect, test, vi } from 'vitest'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { desktopPage as page } from '../../../support/desktop-page.ts'
import { app, BrowserWindow, dialog, nativeTheme, Tray } from '../../../support/electron-double.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

resetAfterEach()

async function firstState(client: DesktopClient): Promise<DesktopState> {
  for await (const state of await client.state.watch()) return DesktopState.parse(state)
  throw new Error('nothing was said')
}

test('the flyout hides itself, and opens the dashboard at a place of it', async () => {
  await startDesktop({ args: ['--hidden'] })
  Tray.all[0]?.clicked()
  const [flyout] = BrowserWindow.all
  flyout?.paint()
  const client = page()
  await client.windows.hideFlyout()
  expect(flyout?.visible).toBe(false)
  Tray.all[0]?.clicked()
  await client.windows.openDashboard({ at: '#/certificates/0b7c' })
  expect(flyout?.visible).toBe(false)
  expect(BrowserWindow.all[1]?.url).toBe('app://dashboard/index.html?through#/certificates/0b7c')
})

test.each(['https://evil.example/', '#/settings" onload', 'settings', `#/${'x'.repeat(400)}`])(
  '%s is no place of the dashboard',
  async (at) => {
    await startDesktop({ args: ['--hidden'] })
    await expect(page().windows.openDashboard({ at })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(BrowserWindow.all).toEqual([])
  },
)

test('what the person has chosen for the pages holds for the window’s own colours, now and at the next start', async () => {
  const { choices } = await startDesktop({ args: ['--hidden'] })
  await page().windows.follow({ theme: 'dark', language: 'de' })
  expect(nativeTheme.themeSource).toBe('dark')
  expect(choices.value.looks).toEqual({ theme: 'dark', language: 'de' })
  app.quit()
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  nativeTheme.themeSource = 'system'
  await startDesktop({ choices: choices.value })
  expect(nativeTheme.themeSource).toBe('dark')
})

describe('start with Windows', () => {
  test('is on from the first start that somebody sees, hidden', async () => {
    const { choices } = await startDesktop({ choices: { startsAtLogin: undefined } })
    // In quotes: there is a space in where programs are installed. The uninstaller takes away what has this name.
    expect(app.loginItems).toEqual({ 'zip.myl.ssl': `"${process.execPath}" --hidden` })
    expect(readFileSync('build/installer.nsh', 'utf8')).toContain('\\Run" "zip.myl.ssl"')
    expect(await firstState(page())).toMatchObject({ startAtLogin: 'on' })
    expect(choices.value.startsAtLogin).toBe(true)
  })

  test('what an earlier version made is taken away, whoever starts the program', async () => {
    app.loginItems = { 'MyL.Zip SSL': 'C:\\Program Files\\MyL.Zip SSL\\MyL.Zip SSL.exe --hidden', 'Another program': 'C:\\other.exe' }
    await startDesktop({ args: ['--hidden'], choices: { startsAtLogin: true } })
    expect(app.loginItems).toEqual({ 'Another program': 'C:\\other.exe' })
    expect(readFileSync('build/installer.nsh', 'utf8')).toContain('\\Run" "MyL.Zip SSL"')
  })

  test('is not made by a start that nobody sees', async () => {
    await startDesktop({ args: ['--hidden'], choices: { startsAtLogin: undefined } })
    expect(app.loginItems).toEqual({})
  })

  test('is the person’s choice, and no later start overrules it', async () => {
    const { choices } = await startDesktop({ choices: { startsAtLogin: undefined } })
    expect(await page().startAtLogin.set({ on: false })).toBe('off')
    expect(app.loginItems).toEqual({})
    app.quit()
    await vi.waitFor(() => expect(app.log).toContain('gone'))
    await startDesktop({ choices: choices.value })
    expect(app.loginItems).toEqual({})
    expect(await page().startAtLogin.set({ on: true })).toBe('on')
  })

  test('that is gone without the person’s choice is made again at the next start that somebody sees', async () => {
    await startDesktop({ args: ['--hidden'], choices: { startsAtLogin: true } })
    expect(app.loginItems).toEqual({})
    app.quit()
    await vi.waitFor(() => expect(app.log).toContain('gone'))
    await startDesktop({ choices: { startsAtLogin: true } })
    expect(await firstState(page())).toMatchObject({ startAtLogin: 'on' })
  })

  test('that was switched off in Windows stays so, and is said to be', async () => {
    const { choices } = await startDesktop({ choices: { startsAtLogin: undefined } })
    app.loginItemApproved = false
    app.quit()
    await vi.waitFor(() => expect(app.log).toContain('gone'))
    await startDesktop({ choices: choices.value })
    expect(app.loginItemApproved).toBe(false)
    const client = page()
    expect(await firstState(client)).toMatchObject({ startAtLogin: 'off-in-windows' })
    expect(await client.startAtLogin.set({ on: true })).toBe('off-in-windows')
    expect(app.loginItemApproved).toBe(false)
  })

  test.each([
    ['elsewhere than on Windows', { system: { platform: 'linux', release: '6.1.0' } as const }, true],
    ['in a program that is run from its sources', {}, false],
  ])('is nothing to be chosen %s', async (_, given, isPackaged) => {
    app.isPackaged = isPackaged
    await startDesktop({ ...given, choices: { startsAtLogin: undefined } })
    expect(await firstState(page())).toMatchObject({ startAtLogin: null, updates: null })
    expect(app.loginItems).toEqual({})
  })
})

test('what the person wants to be told is kept, one by one, and told to every page', async () => {
  const { choices } = await startDesktop({ args: ['--hidden'] })
  const client = page()
  const told: unknown[] = []
  const watching = (async () => {
    for await (const { notices } of await client.state.watch()) if (told.push(notices) === 2) break
  })()
  await vi.waitFor(() => expect(told).toHaveLength(1))
  expect(await client.notices.choose({ updates: true })).toEqual({ renewals: false, updates: true })
  await watching
  expect(told).toEqual([
    { renewals: false, updates: false },
    { renewals: false, updates: true },
  ])
  expect(choices.value.notices).toEqual({ renewals: false, updates: true })
})

describe('a text that is saved as a file', () => {
  test('goes where the person says', async () => {
    const folder = await temporaryFolder()
    try {
      await startDesktop({ args: ['--hidden'] })
      dialog.savesTo = join(folder.path, 'desk.rdp')
      expect(await page().files.saveText({ name: 'frontdesk-07.acme.myl.zip.rdp', text: 'full address:s:frontdesk-07\r\n' })).toEqual({
        saved: true,
      })
      expect(dialog.offered).toEqual([join('/person/downloads', 'frontdesk-07.acme.myl.zip.rdp')])
      expect(await readFile(dialog.savesTo, 'utf8')).toBe('full address:s:frontdesk-07\r\n')
    } finally {
      await folder.remove()
    }
  })

  test('goes nowhere where they say nowhere, and a folder that is not there is a refusal', async () => {
    await startDesktop({ args: ['--hidden'] })
    const client = page()
    expect(await client.files.saveText({ name: 'x.txt', text: 'x' })).toEqual({ saved: false })
    dialog.savesTo = '/nowhere/x.txt'
    await expect(client.files.saveText({ name: 'x.txt', text: 'x' })).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' })
    await expect(client.files.saveText({ name: '../x.txt', text: 'x' })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })
})
