import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { UpdateSource } from '#main/electron/updates/update-source.port.ts'
import { resetAfterEach, startDesktop } from '../../../../support/desktop.ts'
import { app, dialog, Tray } from '../../../../support/electron-double.ts'
import { createFakeTime } from '../../../../support/fake-time.ts'

resetAfterEach()

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 })

type Hanging = 'the agent' | 'the installer'

interface Circumstances {
  installedBy?: UpdateSource['installedBy']
  organisation?: string
  /** What never ends. */
  hangs?: Hanging
}

const forEver = () => new Promise<void>(() => {})

async function startWithUpdates({ hangs, installedBy = 'person', organisation }: Circumstances = {}) {
  const time = createFakeTime()
  const at = { failure: undefined as Error | undefined, installs: undefined as Error | undefined }
  const said: string[] = []
  const started = await startDesktop({
    args: ['--hidden'],
    stop: () => (hangs === 'the agent' ? forEver() : Promise.resolve(void said.push('the agent has ended'))),
    updates: {
      version: '1.0.0',
      timers: time.timers,
      random: () => 0.5,
      organisation: async () => organisation,
      choice: { read: async () => undefined, write: async (channel) => void said.push(`chosen ${channel}`) },
      lastFailure: async () => undefined,
      source: {
        installedBy,
        publishers: async () => ['CN=us'],
        async look() {
          if (at.failure) throw at.failure
          return { version: '1.1.0', notes: 'Faster.' }
        },
        fetch: async () => undefined,
        check: async () => undefined,
        install: async () => {
          if (hangs === 'the installer') return forEver()
          if (at.installs) throw at.installs
          said.push('the installer has begun')
        },
      },
    },
  })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  const labels = () => tray.menu.items.flatMap(({ label }) => label ?? [])
  await eventually(() => expect(labels()).toHaveLength(organisation === 'off' ? 9 : 10))
  return { ...started, tray, time, said, at, labels }
}

test('the icon’s menu offers to look for updates, and then to restart', async () => {
  const { labels, said, tray } = await startWithUpdates()
  expect(labels()).toEqual([
    'Protected',
    'Works for you alone …',
    'Renew now',
    'Open dashboard',
    'Pause for an hour',
    'Look for updates',
    'Update channel',
    'Copy diagnostics',
    'Settings',
    'Quit',
  ])
  tray.choose('Look for updates')
  await eventually(() => expect(labels()).toContain('Restart to update to 1.1.0'))
  tray.choose('Restart to update to 1.1.0')
  await eventually(() => expect(app.log).toContain('gone'))
  expect(said).toEqual(['the agent has ended', 'the installer has begun'])
})

describe('at the end of the program', () => {
  async function quit(hangs: Hanging) {
    const all = await startWithUpdates({ hangs })
    all.tray.choose('Look for updates')
    await eventually(() => expect(all.labels()).toContain('Restart to update to 1.1.0'))
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    app.quit()
    return all.said
  }

  test('an agent that hangs keeps no update from being installed', async () => {
    const said = await quit('the agent')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(said).toEqual(['the installer has begun'])
    expect(app.log).toContain('gone')
  })

  test('an installer that is slow to begin is waited for, and not for ever', async () => {
    await quit('the installer')
    await vi.advanceTimersByTimeAsync(59_999)
    expect(app.log).not.toContain('gone')
    await vi.advanceTimersByTimeAsync(1)
    expect(app.log).toContain('gone')
  })
})

test('what is new is shown as text, and the person may put it off', async () => {
  const { labels, tray } = await startWithUpdates()
  tray.choose('Look for updates')
  await eventually(() => expect(labels()).toContain('What is new in 1.1.0 …'))
  tray.choose('What is new in 1.1.0 …')
  await eventually(() => expect(dialog.boxes).toHaveLength(1))
  expect(dialog.boxes[0]).toMatchObject({ message: 'What is new in version 1.1.0', detail: 'Faster.', buttons: ['Restart now', 'Later'] })
  expect(app.quitting).toBe(0)
  dialog.pressed = 0
  tray.choose('What is new in 1.1.0 …')
  await eventually(() => expect(app.quitting).toBeGreaterThan(0))
})

test('a failure says its sentence, its next step and its code', async () => {
  const { at, labels, tray } = await startWithUpdates()
  at.failure = new Refusal('UPDATES_UNREACHABLE', { reason: 'ENOTFOUND' })
  tray.choose('Look for updates')
  await eventually(() => expect(labels()).toContain('Why the update failed …'))
  tray.choose('Why the update failed …')
  await eventually(() => expect(dialog.boxes[0]?.detail).toContain('UPDATES_UNREACHABLE'))
})

describe('everybody’s program', () => {
  async function offered(...[given]: Parameters<typeof startWithUpdates>) {
    const all = await startWithUpdates({ installedBy: 'administrator', ...given })
    all.tray.choose('Look for updates')
    await eventually(() => expect(all.labels()).toContain('Restart to update to 1.1.0'))
    return all
  }

  test('is updated with an administrator’s rights: Windows asks first, and then the program ends', async () => {
    const { said, tray } = await offered()
    tray.choose('Restart to update to 1.1.0')
    await eventually(() => expect(app.log).toContain('gone'))
    expect(said).toEqual(['the installer has begun', 'the agent has ended'])
  })

  test('says so where the person says no to Windows, goes on, and still offers it', async () => {
    const { at, labels, said, tray } = await offered()
    at.installs = new Refusal('RIGHTS_NOT_GIVEN')
    tray.choose('Restart to update to 1.1.0')
    await eventually(() => expect(dialog.boxes).toHaveLength(1))
    expect(dialog.boxes[0]?.message).toBe('Windows was not allowed to do this as an administrator.')
    expect(dialog.boxes[0]?.detail).toMatch(/^Nothing was changed, and version 1\.1\.0 is still ready\.\n\n[^\n]+\n\nRIGHTS_NOT_GIVEN$/)
    expect(app.quitting).toBe(0)
    expect(labels()).toEqual(expect.arrayContaining(['Restart to update to 1.1.0', 'Why it was not installed …', 'What is new in 1.1.0 …']))
    tray.choose('Why it was not installed …')
    await eventually(() => expect(dialog.boxes).toHaveLength(2))
    at.installs = undefined
    tray.choose('Restart to update to 1.1.0')
    await eventually(() => expect(app.log).toContain('gone'))
    expect(said).toEqual(['the installer has begun', 'the agent has ended'])
  })

  test('is not updated because somebody quits it', async () => {
    const { said } = await offered()
    app.quit()
    await eventually(() => expect(app.log).toContain('gone'))
    expect(said).toEqual(['the agent has ended'])
  })
})

test('everybody’s program that cannot ask for rights says that there is a new version, and who installs it', async () => {
  const { labels, tray } = await startWithUpdates({ installedBy: 'nobody' })
  tray.choose('Look for updates')
  await eventually(() => expect(labels()).toContain('Version 1.1.0 is there …'))
  tray.choose('Version 1.1.0 is there …')
  await eventually(() => expect(dialog.boxes[0]?.detail).toContain('UPDATE_BY_ADMINISTRATOR'))
})

test('the person chooses the channel, but not where the organisation has', async () => {
  const { said, tray } = await startWithUpdates()
  const channels = tray.menu.items.find(({ label }) => label === 'Update channel')?.submenu ?? []
  expect(channels.map(({ checked, enabled }) => ({ checked, enabled }))).toEqual([
    { checked: true, enabled: true },
    { checked: false, enabled: true },
  ])
  channels[1]?.click?.()
  await eventually(() => expect(said).toContain('chosen beta'))
})

test.each([
  ['beta', 'Update channel (set by your organisation)'],
  ['off', 'Updated by your organisation'],
])('where the organisation has set “%s”, the menu says so', async (organisation, label) => {
  const { labels } = await startWithUpdates({ organisation })
  expect(labels()).toContain(label)
})
