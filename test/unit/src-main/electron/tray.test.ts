import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { fromTimestamp, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, CertificateVersion, Consumer, Failure, Health } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test, vi } from 'vitest'
import { deviceHealth, learn, nothingKnown, safeUntil } from '#main/electron/tray/device-facts.policy.ts'
import { trayTooltip } from '#main/electron/tray/tray-look.policy.ts'
import { english } from '#main/electron/words/english.ts'
import { certificate, certificateId, device, runId, snapshot } from '../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { app, clipboard, dialog, nativeTheme, Tray } from '../../../support/electron-double.ts'

resetAfterEach()

const trusted = { ...snapshot, about: { ...snapshot.about, practice: false } }
const states: Health[] = ['protected', 'working', 'attention', 'not-protected']

const now = fromTimestamp('2026-11-21T08:00:00.000Z')
const look = { now, words: english, writtenDay: () => 'some day' }
const version = certificate.current as CertificateVersion
const consumer: Consumer = {
  target: 'rdp',
  label: 'Remote Desktop',
  address: '127.0.0.1:3389',
  boundAt: null,
  verifiedAt: null,
  trust: 'root',
  failure: null,
}

async function startWithIcon() {
  const started = await startDesktop({ args: ['--hidden'] })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  await vi.waitFor(() => expect(tray.tooltip).toContain(device.name))
  return { ...started, tray }
}

test('the icon shows the state, and says it with the device’s name and until when it is safe', async () => {
  const { agent, tray } = await startWithIcon()
  expect(tray.image.path).toBe(join('/icons', 'protected-light.png'))
  // A practice certificate is safe for nobody.
  expect(tray.tooltip).toBe(`Protected: ${device.name}`)
  agent.announce({ type: 'snapshot', snapshot: trusted })
  await vi.waitFor(() => expect(tray.tooltip).toBe(`Protected: ${device.name}\nSafe until 19 February 2027`))
  expect(tray.menu.items[0]).toMatchObject({ label: 'Protected, safe until 19 February 2027', enabled: false })
})

test('days are written as the person’s own kind of English has them', async () => {
  app.languages = ['fr-FR', 'en-US']
  const { agent, tray } = await startWithIcon()
  agent.announce({ type: 'snapshot', snapshot: trusted })
  await vi.waitFor(() => expect(tray.tooltip).toContain('Safe until February 19, 2027'))
})

test('what cannot be renewed is not offered', async () => {
  const { agent, tray } = await startWithIcon()
  const renew = () => tray.menu.items.find(({ label }) => label === 'Renew now')?.enabled
  expect(renew()).toBe(true)
  agent.announce({ type: 'snapshot', snapshot: { ...snapshot, device: null, certificates: [] } })
  await vi.waitFor(() => expect(renew()).toBe(false))
  expect(tray.menu.items[0]).toMatchObject({ label: 'Not set up yet', enabled: false })
})

test.each(states)('the icon follows the certificate to “%s”', async (health) => {
  const { agent, tray } = await startWithIcon()
  agent.announce({ type: 'certificate', certificate: { ...certificate, health } })
  await vi.waitFor(() => expect(tray.image.path).toBe(join('/icons', `${health}-light.png`)))
})

test('a certificate that ends while the agent says nothing more is called not protected within the hour', async () => {
  const { agent, time, tray } = await startWithIcon()
  const notAfter = toTimestamp(now + hour)
  agent.announce({ type: 'certificate', certificate: { ...certificate, current: { ...version, notAfter } } })
  await vi.waitFor(() => expect(agent.watchers()).toBe(1))
  await time.pass(2 * hour)
  expect(tray.image.path).toBe(join('/icons', 'not-protected-light.png'))
  expect(tray.tooltip).toBe(`Not protected: ${device.name}`)
  agent.announce({ type: 'certificate', certificate: { ...certificate, health: 'working', current: { ...version, notAfter } } })
  await vi.waitFor(() => expect(tray.image.path).toBe(join('/icons', 'working-light.png')))
})

test('the icon changes with the taskbar, whatever the windows look like', async () => {
  const { tray } = await startWithIcon()
  nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true
  nativeTheme.emit('updated')
  expect(tray.image.path).toBe(join('/icons', 'protected-dark.png'))
})

test('“Renew now” renews the device’s own certificate, and of the others those that have failed or are near their end', async () => {
  const { agent, tray } = await startWithIcon()
  const failure: Failure = { code: 'ACME_UNREACHABLE', sentence: '', nextStep: '', data: {}, at: toTimestamp(now), nextAttemptAt: null }
  const other = (id: string, change: Partial<Certificate>): Certificate => ({ ...certificate, id, kind: 'ordered', ...change })
  const all = [
    certificate,
    other('well', {}),
    other('ending', { current: { ...version, notBefore: toTimestamp(now - 24 * hour), notAfter: toTimestamp(now + hour) } }),
    other('ended', { current: { ...version, notAfter: toTimestamp(now - hour) } }),
    other('failed', { failure }),
    other('begun', { current: null, health: 'working' }),
  ]
  const renewed: string[] = []
  agent.services.state.get = async () => ({ ...snapshot, certificates: all })
  agent.services.renewals.renewNow = async (id) => {
    renewed.push(id)
    return { runId, joined: false }
  }
  tray.choose('Renew now')
  await vi.waitFor(() => expect(renewed).toEqual([certificateId, 'ending', 'ended', 'failed']))
  agent.announce({ type: 'snapshot', snapshot: { ...snapshot, certificates: all.slice(1, 2) } })
  const enabled = (wanted: string) => tray.menu.items.find(({ label }) => label === wanted)?.enabled
  await vi.waitFor(() => expect(enabled('Renew now')).toBe(false))
  expect(enabled('Pause for an hour')).toBe(true)
})

test('renewals are paused for an hour from the icon, which says until when, and go on from there', async () => {
  const { agent, log, tray } = await startWithIcon()
  const labels = () => tray.menu.items.flatMap(({ label }) => label ?? [])
  tray.choose('Pause for an hour')
  await vi.waitFor(() => expect(agent.calls).toContain('renewals.pause'))
  agent.announce({ type: 'pause', pause: { since: '2026-11-21T08:00:00.000Z', until: '2026-11-21T09:00:00.000Z' } })
  await vi.waitFor(() => expect(labels()).toContain('Go on renewing'))
  expect(labels().join()).toMatch(/Renewals wait until \d\d:\d\d/)
  expect(labels()).not.toContain('Pause for an hour')
  tray.choose('Go on renewing')
  await vi.waitFor(() => expect(agent.calls).toContain('renewals.resume'))
  agent.services.renewals.resume = () => Promise.reject(new Error('no'))
  tray.choose('Go on renewing')
  await vi.waitFor(() => expect(dialog.boxes.map(({ message }) => message)).toEqual(['Error: no']))
  expect(log.lines.some(({ level }) => level === 'warn')).toBe(true)
})

test('the diagnostics go to the clipboard, and what they are is said', async () => {
  const { agent, tray } = await startWithIcon()
  tray.choose('Copy diagnostics')
  await vi.waitFor(() => expect(dialog.boxes[0]?.message).toBe('The diagnostics are on the clipboard.'))
  expect(clipboard.text).toMatch(/^Diagnostics of MyL.Zip SSL/)
  expect(dialog.boxes[0]?.detail).toContain('Nothing was sent')
  agent.services.diagnostics.create = () => Promise.reject(new Refusal('AGENT_NOT_RUNNING', { folder: '/data', reason: 'gone' }))
  tray.choose('Copy diagnostics')
  await vi.waitFor(() => expect(dialog.boxes[1]?.detail).toContain('AGENT_NOT_RUNNING'))
})

test('a renewal that is refused from the icon is said there, with what can be done, and logged', async () => {
  const { agent, log, tray } = await startWithIcon()
  agent.services.renewals.renewNow = () => Promise.reject(new Refusal('AGENT_NOT_RUNNING', { folder: '/data', reason: 'gone' }))
  tray.choose('Renew now')
  await vi.waitFor(() => expect(dialog.boxes[0]?.detail).toContain('AGENT_NOT_RUNNING'))
  expect(log.lines.some(({ level }) => level === 'warn')).toBe(true)
})

test('who works without the service is told so in a sentence, and what cannot be served that way', async () => {
  const { tray } = await startWithIcon()
  tray.choose('Works for you alone …')
  await vi.waitFor(() => expect(dialog.boxes[0]?.detail).toContain('Remote Desktop, IIS, WinRM'), { timeout: 20_000 })
})

describe('what the icon knows', () => {
  test('the worst certificate speaks for the device', () => {
    const other = '22222222-2222-4222-8222-222222222222'
    const facts = learn(learn(nothingKnown, { type: 'snapshot', snapshot }), {
      type: 'certificate',
      certificate: { ...certificate, id: other, health: 'attention' },
    })
    expect(deviceHealth(facts, now)).toBe('attention')
    expect(deviceHealth(learn(facts, { type: 'certificate', certificate: { ...certificate, id: other } }), now)).toBe('protected')
    expect(facts.certificates.get(certificateId)?.health).toBe('protected')
  })

  test('a state that only a newer agent knows is never shown as protected', () => {
    const later = { ...certificate, health: 'resting' as Health }
    const facts = learn(learn(nothingKnown, { type: 'snapshot', snapshot: trusted }), { type: 'certificate', certificate: later })
    expect(deviceHealth(facts, now)).toBe('attention')
    expect(safeUntil(facts, now)).toBeUndefined()
    const beside = learn(facts, { type: 'certificate', certificate: { ...certificate, id: runId } })
    expect(deviceHealth(beside, now)).toBe('attention')
  })

  test('a device that nobody has set up is never shown as protected', () => {
    expect(deviceHealth(nothingKnown, now)).toBe('attention')
    expect(trayTooltip(nothingKnown, 'no-service', look)).toBe('MyL.Zip SSL: Attention')
  })

  test('a new snapshot replaces what was known before', () => {
    const before = learn(nothingKnown, { type: 'snapshot', snapshot })
    expect(learn(before, { type: 'snapshot', snapshot: { ...snapshot, device: null, certificates: [] } })).toEqual({
      ...nothingKnown,
      about: snapshot.about,
    })
  })

  test.each([64, 100, 250])('a name of %i characters leaves the word and the day readable', (length) => {
    const name = `front${'x'.repeat(length - 9)}.zip`
    const facts = learn(learn(nothingKnown, { type: 'snapshot', snapshot: trusted }), { type: 'device', device: { ...device, name } })
    const tooltip = trayTooltip(facts, 'attached', look)
    expect(tooltip.length).toBeLessThanOrEqual(127)
    expect(tooltip).toMatch(/^Protected: front.*\.zip\nSafe until some day$/)
  })

  test.each<[string, Partial<Certificate>]>([
    ['one that is not served', { health: 'not-protected' }],
    ['one that has ended', { health: 'working', current: { ...version, notAfter: '2026-11-20T08:00:00.000Z' } }],
    ['one that is not there yet', { health: 'working', current: null }],
    ['one that only a test authority vouches for', { current: { ...version, consumers: [{ ...consumer, trust: 'issuer' }] } }],
  ])('beside %s nothing is called safe', (_, change) => {
    const certificates = [certificate, { ...certificate, id: runId, ...change }]
    expect(safeUntil(learn(nothingKnown, { type: 'snapshot', snapshot: { ...trusted, certificates } }), now)).toBeUndefined()
  })
})
