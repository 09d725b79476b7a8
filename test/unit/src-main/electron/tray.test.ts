import { join } from 'node:path'
import type { Health } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test, vi } from 'vitest'
import { deviceHealth, learn, nothingKnown } from '#main/electron/tray/device-facts.policy.ts'
import { trayTooltip } from '#main/electron/tray/tray-look.policy.ts'
import { certificate, certificateId, device, snapshot } from '../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { dialog, nativeTheme, Tray } from '../../../support/electron-double.ts'

resetAfterEach()

const states: Health[] = ['protected', 'working', 'attention', 'not-protected']

async function startWithIcon() {
  const started = await startDesktop({ args: ['--hidden'] })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  await vi.waitFor(() => expect(tray.tooltip).toContain(device.name))
  return { ...started, tray }
}

test('the icon shows the state and says it with the device’s name', async () => {
  const { tray } = await startWithIcon()
  expect(tray.image.path).toBe(join('/icons', 'protected-light.png'))
  expect(tray.tooltip).toBe(`Protected: ${device.name}`)
})

test.each(states)('the icon follows the certificate to “%s”', async (health) => {
  const { agent, tray } = await startWithIcon()
  agent.announce({ type: 'certificate', certificate: { ...certificate, health } })
  await vi.waitFor(() => expect(tray.image.path).toBe(join('/icons', `${health}-light.png`)))
})

test('the icon changes with the taskbar, whatever the windows look like', async () => {
  const { tray } = await startWithIcon()
  nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true
  nativeTheme.emit('updated')
  expect(tray.image.path).toBe(join('/icons', 'protected-dark.png'))
})

test('“Renew now” renews every certificate of the device', async () => {
  const { agent, tray } = await startWithIcon()
  tray.choose('Renew now')
  await vi.waitFor(() => expect(agent.calls).toContain('renewals.renewNow'))
})

test('a renewal that is refused from the icon is logged and harms nothing', async () => {
  const { agent, log, tray } = await startWithIcon()
  agent.services.renewals.renewNow = () => Promise.reject(new Error('no'))
  tray.choose('Renew now')
  await vi.waitFor(() => expect(log.lines.some(({ level }) => level === 'warn')).toBe(true))
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
    expect(deviceHealth(facts)).toBe('attention')
    expect(deviceHealth(learn(facts, { type: 'certificate', certificate: { ...certificate, id: other } }))).toBe('protected')
    expect(facts.health.get(certificateId)).toBe('protected')
  })

  test('a device that nobody has set up is never shown as protected', () => {
    expect(deviceHealth(nothingKnown)).toBe('attention')
    expect(trayTooltip(nothingKnown)).toBe('MyL.Zip SSL: Attention')
  })

  test('a new snapshot replaces what was known before', () => {
    const before = learn(nothingKnown, { type: 'snapshot', snapshot })
    expect(learn(before, { type: 'snapshot', snapshot: { ...snapshot, device: null, certificates: [] } })).toEqual(nothingKnown)
  })

  test('a name of any length leaves the word readable', () => {
    const tooltip = trayTooltip(learn(nothingKnown, { type: 'device', device: { ...device, name: 'x'.repeat(250) } }))
    expect(tooltip).toHaveLength(127)
    expect(tooltip).toMatch(/^Attention: /)
  })
})
