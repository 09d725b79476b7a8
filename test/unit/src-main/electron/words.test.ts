import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test, vi } from 'vitest'
import type { Standing } from '#main/electron/attach/standing.policy.ts'
import { noticeOf } from '#main/electron/notifications/notice-words.policy.ts'
import { english } from '#main/electron/words/english.ts'
import { german } from '#main/electron/words/german.ts'
import { certificate, device, snapshot } from '../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { desktopPage } from '../../../support/desktop-page.ts'
import { app, dialog, Menu, Notification, Tray } from '../../../support/electron-double.ts'
import { interceptedFailure } from '../../../support/samples.ts'

resetAfterEach()

const trusted = { ...snapshot, about: { ...snapshot.about, practice: false } }

async function startWithIcon(given: Parameters<typeof startDesktop>[0] = {}) {
  const started = await startDesktop({ args: ['--hidden'], ...given })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  await vi.waitFor(() => expect(tray.tooltip).toContain(device.name))
  const labels = () => tray.menu.items.flatMap(({ label }) => label ?? [])
  return { ...started, tray, labels }
}

const inGerman = { choices: { looks: { theme: 'system', language: 'de' } } } as const

describe('a system that speaks German', () => {
  test('is spoken to in German: the icon, its menu, and days as its region writes them', async () => {
    app.languages = ['de-AT', 'en-US']
    const { agent, labels, tray } = await startWithIcon()
    agent.announce({ type: 'snapshot', snapshot: trusted })
    await vi.waitFor(() => expect(tray.tooltip).toBe(`Geschützt: ${device.name}\nSicher bis 19. Februar 2027`))
    expect(labels()).toEqual([
      'Geschützt, sicher bis 19. Februar 2027',
      'Arbeitet nur für diese Anmeldung …',
      'Jetzt erneuern',
      'Dashboard öffnen',
      'Eine Stunde Pause',
      'Diagnose kopieren',
      'Einstellungen',
      'Beenden',
    ])
    tray.choose('Arbeitet nur für diese Anmeldung …')
    await vi.waitFor(() => expect(dialog.boxes[0]).toMatchObject({ buttons: ['Schließen'] }))
    expect(dialog.boxes[0]?.detail).toContain('Remotedesktop, IIS, WinRM')
  })

  test('is spoken to in English by who has chosen that, and in the system’s language again when they let go of it', async () => {
    app.languages = ['de-DE']
    const { labels, tray } = await startWithIcon({ choices: { looks: { theme: 'system', language: 'en' } } })
    expect(labels()).toContain('Open dashboard')
    await desktopPage().windows.follow({ theme: 'system', language: null })
    await vi.waitFor(() => expect(labels()).toContain('Dashboard öffnen'))
    expect(tray.tooltip).toContain('Geschützt')
  })
})

test('choosing another language in the dashboard changes the icon and the menus at once, and is kept', async () => {
  const { choices, labels, tray } = await startWithIcon()
  expect(labels()).toContain('Works for you alone …')
  await desktopPage().windows.follow({ theme: 'system', language: 'de' })
  expect(tray.tooltip).toBe(`Geschützt: ${device.name}`)
  expect(labels()).toEqual(expect.arrayContaining(['Arbeitet nur für diese Anmeldung …', 'Jetzt erneuern', 'Beenden']))
  expect(JSON.stringify(Menu.application)).toContain('Ansicht')
  expect(choices.value.looks.language).toBe('de')
  tray.choose('Eine Stunde Pause')
})

test('a language that is not spoken here leaves English', async () => {
  app.languages = ['fr-FR']
  const { labels } = await startWithIcon({ choices: { looks: { theme: 'system', language: 'it' } } })
  expect(labels()).toContain('Open dashboard')
})

describe('in German', () => {
  test('a notice says why and what helps, made anew from the code; a button of it too', async () => {
    const { agent } = await startWithIcon(inGerman)
    agent.announce({ type: 'certificate', certificate: { ...certificate, health: 'attention', failure: interceptedFailure } })
    await vi.waitFor(() => expect(Notification.all).toHaveLength(1))
    const { options } = Notification.all[0] ?? {}
    expect(options?.title).toContain('ließ sich zweimal nicht erneuern')
    expect(options?.body).toContain('nicht vertrauenswürdig')
    expect(options?.body).not.toContain(interceptedFailure.sentence)
    expect(options?.actions).toEqual([{ type: 'button', text: 'Jetzt noch einmal versuchen' }])
  })

  test('a new version is told with who has to agree to it', () => {
    const matter = { key: 'update', kind: 'update', level: 1, stamp: '1.1.0', patience: 0 } as const
    const body = (updateAsks: boolean) =>
      noticeOf([matter], { words: german, writtenDay: String, mayStartService: false, updateAsks })?.body
    expect(body(true)).toContain('Administratorrechten')
    expect(body(false)).toMatch(/^Ein Neustart des Programms installiert sie\. Eine Erneuerung/)
  })

  test('several matters are counted as the language counts', () => {
    expect([1, 2, 1200].map(german.notices.several)).toEqual(['1 Hinweis', '2 Hinweise', '1.200 Hinweise'])
    expect(english.notices.several(2)).toBe('2 things to know')
  })

  test('a device that is not set up is told after an hour', async () => {
    const { agent, time } = await startWithIcon(inGerman)
    agent.announce({ type: 'snapshot', snapshot: { ...snapshot, device: null, certificates: [] } })
    await time.pass(hour)
    await vi.waitFor(() => expect(Notification.all[0]?.options.title).toBe('Dieses Gerät ist noch nicht eingerichtet'))
  })

  test('a service that stands still is told, with the button that starts it', async () => {
    const stopped = { followStanding: (tell: (standing: Standing) => void) => tell('stopped'), lookAgain: () => undefined }
    const elevated = { startService: async () => undefined, openTerminal: async () => undefined, installUpdate: async () => undefined }
    const { time } = await startDesktop({ args: ['--hidden'], ...inGerman, standing: stopped, elevated })
    await time.pass(5 * minute)
    await vi.waitFor(() => expect(Notification.all).toHaveLength(1))
    expect(Notification.all[0]?.options).toMatchObject({
      title: 'Der Dienst läuft nicht',
      actions: [{ type: 'button', text: 'Dienst starten' }],
    })
  })

  test('what support gets is on the clipboard as ever, and what that is is said in German', async () => {
    const { agent, tray } = await startWithIcon(inGerman)
    tray.choose('Diagnose kopieren')
    await vi.waitFor(() => expect(dialog.boxes[0]?.message).toBe('Die Diagnose liegt in der Zwischenablage.'))
    expect(dialog.boxes[0]?.detail).toMatch(/^Es sind \d+ Zeilen Text\./)
    agent.services.diagnostics.create = () =>
      Promise.reject(new Refusal('AGENT_NOT_RUNNING', { folder: '/data', reason: 'it ended meanwhile' }))
    tray.choose('Diagnose kopieren')
    await vi.waitFor(() => expect(dialog.boxes[1]?.message).toContain('es ist inzwischen beendet'))
    expect(dialog.boxes[1]?.detail).toContain('AGENT_NOT_RUNNING')
  })

  test('a program that cannot start says why', async () => {
    await startDesktop({ ...inGerman, refusal: new Refusal('CLOUD_UNREACHABLE', { cloud: 'https://cloud.test', reason: 'ECONNREFUSED' }) })
    expect(dialog.shown[0]).toMatch(/^Die MyL\.Zip-Cloud/)
    expect(dialog.shown[0]).toContain('CLOUD_UNREACHABLE')
  })
})
