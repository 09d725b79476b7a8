import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test, vi } from 'vitest'
import type { Standing } from '#main/electron/attach/standing.policy.ts'
import { certificate, certificateId, createAgentDouble, snapshot } from '../../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../../support/desktop.ts'
import { BrowserWindow, dialog, Notification } from '../../../../support/electron-double.ts'
import { interceptedFailure } from '../../../../support/samples.ts'

resetAfterEach()

const failing = { ...certificate, health: 'attention', failure: interceptedFailure } as const
const failed = { type: 'certificate', certificate: failing } as const

async function started(given: Parameters<typeof startDesktop>[0] = {}) {
  const all = await startDesktop({ args: ['--hidden'], ...given })
  await vi.waitFor(() => expect(all.agent.watchers()).toBe(1))
  return all
}

function startingWith(begin: Snapshot) {
  return async function* watch(signal: AbortSignal): AsyncGenerator<StateEvent> {
    yield { type: 'snapshot', snapshot: begin }
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  }
}

async function toast(count = 1) {
  await vi.waitFor(() => expect(Notification.all).toHaveLength(count))
  const shown = Notification.all[count - 1]
  if (!shown) throw new Error('there is no notice')
  return shown
}

test('a renewal that failed twice is told with its reason, and its button tries again', async () => {
  const { agent } = await started()
  agent.announce(failed)
  const shown = await toast()
  expect(shown.options.title).toContain('could not be renewed twice')
  expect(shown.options.body).toContain(interceptedFailure.sentence)
  expect(shown.options.actions).toEqual([{ type: 'button', text: 'Try again now' }])
  shown.emit('action')
  await vi.waitFor(() => expect(agent.calls).toContain('renewals.renewNow'))
  expect(BrowserWindow.all).toEqual([])
})

test('a click beside the button opens the dashboard at the certificate', async () => {
  const { agent } = await started()
  agent.announce(failed)
  ;(await toast()).emit('click')
  expect(BrowserWindow.all[0]?.url).toBe(`app://dashboard/index.html?through#/certificates/${certificateId}`)
})

test('what was told is not told again after a restart', async () => {
  const { agent, notices } = await started()
  agent.announce(failed)
  await toast()
  await vi.waitFor(() => expect(Object.keys(notices.value.matters)).toHaveLength(1))
  agent.announce({ type: 'certificate', certificate: { ...failing, health: 'working' } })
  const asBefore = { ...snapshot, certificates: [failing] }
  const agentAgain = createAgentDouble({ state: { get: async () => asBefore, watch: startingWith(asBefore) } })
  const again = await startDesktop({ args: ['--hidden'], agent: agentAgain, notices })
  expect(again.notices).toBe(notices)
  await again.time.pass(2 * hour)
  expect(Notification.all).toHaveLength(1)
})

test('one that Windows did not show is told again a quarter of an hour later, and not after it was shown', async () => {
  const { agent, notices, time } = await started()
  agent.announce(failed)
  const refused = await toast()
  refused.emit('failed', {}, 'the notification platform is unavailable')
  // Also where the program was started anew meanwhile.
  await vi.waitFor(() => expect(Object.values(notices.value.matters)).toEqual([expect.objectContaining({ told: 0 })]))
  await time.pass(15 * minute - 1)
  expect(Notification.all).toHaveLength(1)
  await time.pass(1)
  expect((await toast(2)).options).toEqual(refused.options)
  await time.pass(2 * hour)
  expect(Notification.all).toHaveLength(2)
})

test('what a notice offers and is refused is said', async () => {
  const { agent } = await started()
  agent.services.renewals.renewNow = () => Promise.reject(new Refusal('CERTIFICATE_NOT_FOUND', { certificateId }))
  agent.announce(failed)
  ;(await toast()).emit('action')
  await vi.waitFor(() => expect(dialog.boxes[0]?.detail).toContain('CERTIFICATE_NOT_FOUND'))
})

test('a system that shows no notices is logged, and harms nothing', async () => {
  Notification.supported = false
  const { agent, log } = await started()
  agent.announce(failed)
  await vi.waitFor(() => expect(log.lines.some(({ message }) => message === 'A notice was not shown')).toBe(true))
})

test.each([
  ['silent', 'The service does not answer'],
  ['removed', 'The service was removed'],
] as const)('a service that is %s is called so, and nobody is offered to start it', async (standing, title) => {
  const follows = { followStanding: (tell: (standing: Standing) => void) => tell(standing), lookAgain: () => undefined }
  const elevated = { startService: async () => undefined, openTerminal: async () => undefined, installUpdate: async () => undefined }
  const { time } = await started({ standing: follows, elevated })
  await time.pass(5 * minute)
  const shown = await toast()
  expect(shown.options).toMatchObject({ title, actions: [{ type: 'button', text: 'Open dashboard' }] })
})

describe('a service that was stopped', () => {
  const stopped = {
    followStanding: (tell: (standing: Standing) => void) => tell('stopped'),
    lookAgain: () => undefined,
  }

  test('is told after five minutes, and started by the button', async () => {
    const begun: string[] = []
    const elevated = {
      startService: async () => void begun.push('service'),
      openTerminal: async () => undefined,
      installUpdate: async () => undefined,
    }
    const { time } = await started({ standing: stopped, elevated })
    await time.pass(5 * minute - 1)
    expect(Notification.all).toEqual([])
    await time.pass(1)
    const shown = await toast()
    expect(shown.options.actions).toEqual([{ type: 'button', text: 'Start the service' }])
    shown.emit('action')
    await vi.waitFor(() => expect(begun).toEqual(['service']))
  })
})

test('a device that is not set up is told after an hour, and its button opens the way', async () => {
  const { agent, time } = await started()
  agent.announce({ type: 'snapshot', snapshot: { ...snapshot, device: null, certificates: [] } })
  await time.pass(hour)
  const shown = await toast()
  expect(shown.options.title).toBe('This device is not set up yet')
  shown.emit('action')
  expect(BrowserWindow.all[0]?.url).toContain('#/overview')
})

test('what comes within a minute comes as one notice', async () => {
  const { agent, time } = await started()
  agent.announce(failed)
  await toast()
  for (const id of ['22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'])
    agent.announce({ type: 'certificate', certificate: { ...failing, id, health: 'not-protected' } })
  await time.pass(minute - 1)
  expect(Notification.all).toHaveLength(1)
  await time.pass(1)
  const shown = await toast(2)
  expect(shown.options.title).toBe('2 things to know')
  expect(shown.options.body.split('\n')).toHaveLength(2)
})

test('of many things the first few are named and the others counted, none of them longer than fits', async () => {
  const { agent, time } = await started()
  agent.announce(failed)
  await toast()
  const names = [`${'long.'.repeat(40)}example.test`]
  for (let number = 0; number < 9; number += 1)
    agent.announce({
      type: 'certificate',
      certificate: { ...failing, names, id: `2222222${number}-2222-4222-8222-222222222222`, health: 'not-protected' },
    })
  await time.pass(minute)
  const lines = (await toast(2)).options.body.split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.at(-1)).toBe('and 6 more')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})
