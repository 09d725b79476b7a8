import type { Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import { ORPCError } from '@orpc/client'
import { afterEach, expect, test } from 'vitest'
import { windowCaller } from '#main/doors/access.policy.ts'
import { learn, nothingKnown } from '#main/electron/tray/device-facts.policy.ts'
import { type AgentState, applyEvent } from '#renderer/agent/agent-state.ts'
import { activity, certificate, certificateId, createAgentDouble, run, snapshot } from '../../support/agent-services.ts'
import { type OpenedDoor, throughLoopback, throughMessagePort, throughPipe, throughWindowAndPipe } from '../../support/doors.ts'
import { laterAgent } from '../../support/later-agent.ts'

let opened: OpenedDoor | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

/** What a version to come may say; nobody of today has a name for it. */
const unheardOf = (value: unknown) => value as StateEvent
const weather = unheardOf({ type: 'weather', weather: 'rain' })
const laterCertificate = { ...certificate, keyType: 'ml-dsa-65', health: 'resting', failure: null }
const laterRun = {
  ...run,
  reason: 'the-weather',
  steps: [...run.steps, { step: 'stamp', status: 'blessed', startedAt: null, endedAt: null }],
}
const laterSnapshot = { ...snapshot, certificates: [laterCertificate], runs: [laterRun], sky: 'grey' }

function watchedService() {
  const agent = createAgentDouble({
    state: {
      async *watch() {
        yield unheardOf({ type: 'snapshot', snapshot: laterSnapshot })
        yield weather
        yield unheardOf({ type: 'certificate', certificate: laterCertificate })
        yield { type: 'activity', activity: { ...activity, action: 'weather-looked-at', seq: 2 } }
      },
    },
  })
  const weatherRefused = async () => {
    throw new ORPCError('WEATHER_BAD', { status: 409, message: 'It rains.', data: { place: 'the roof' } })
  }
  return laterAgent(agent.services, { licence: { get: weatherRefused } })
}

const ways = {
  'a window that is attached to it': throughWindowAndPipe,
  'a page of it': (router: Parameters<typeof throughLoopback>[0]) => throughLoopback(router, 'read'),
  'the command line': throughPipe,
}

test.each(Object.entries(ways))('%s goes on after an event that it does not know, and has what came before and after', async (_, open) => {
  opened = await open(watchedService())
  let state: AgentState | undefined
  let facts = nothingKnown
  const seen: string[] = []
  for await (const event of await opened.client.state.watch()) {
    seen.push(event.type)
    state = applyEvent(state, event)
    facts = learn(facts, event)
  }
  expect(seen).toEqual(['snapshot', 'weather', 'certificate', 'activity'])
  expect(state?.certificates).toEqual([laterCertificate])
  expect(state?.runs).toEqual([laterRun])
  expect(state?.activity.map(({ action }) => action)).toEqual(['weather-looked-at', activity.action])
  expect(facts.certificates.size).toBe(1)
})

test('a refusal that the window does not know reaches it with its code, its sentence and its facts', async () => {
  opened = await throughWindowAndPipe(watchedService())
  await expect(opened.client.licence.get()).rejects.toMatchObject({
    code: 'WEATHER_BAD',
    message: 'It rains.',
    data: { place: 'the roof' },
  })
})

test('what a window asks wrongly is refused as ever', async () => {
  opened = throughMessagePort(watchedService(), windowCaller('user'))
  await expect(opened.client.certificates.get({ certificateId: 'not-an-id' })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  expect(await opened.client.renewals.renewNow({ certificateId })).toMatchObject({ joined: false })
})

test('what an older service leaves out is filled in', async () => {
  const { pause: _, ...older } = snapshot
  const agent = createAgentDouble({ state: { get: async () => older as Snapshot } })
  opened = await throughWindowAndPipe(laterAgent(agent.services))
  expect(await opened.client.state.get()).toEqual({ ...older, pause: null })
})
