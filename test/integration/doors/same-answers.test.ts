import { afterEach, describe, expect, test, vi } from 'vitest'
import { windowCaller } from '#main/doors/access.policy.ts'
import type { AgentRouter } from '#main/doors/router.ts'
import { activity, certificate, certificateId, createAgentDouble, run, runId, snapshot } from '../../support/agent-services.ts'
import { type OpenedDoor, routerOf, throughLoopback, throughMessagePort, throughPipe, throughWindowAndPipe } from '../../support/doors.ts'
import { createSilentLog } from '../../support/silent-log.ts'

const doors: Record<string, (router: AgentRouter) => Promise<OpenedDoor>> = {
  'the window’s message port': async (router) => throughMessagePort(router, windowCaller('user')),
  'the loopback door': (router) => throughLoopback(router, 'administer'),
  'the pipe': throughPipe,
  'the window’s message port and the pipe behind it': throughWindowAndPipe,
}

let opened: OpenedDoor | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

const unknownId = '11111111-1111-4111-8111-111111111111'

describe.each(Object.entries(doors))('through %s', (_, open) => {
  async function enter(agent = createAgentDouble(), log = createSilentLog()) {
    opened = await open(routerOf(agent, log))
    return { agent, log, client: opened.client }
  }

  test('a person looks around and renews, and gets the agent’s own answers', async () => {
    const { client } = await enter()
    expect(await client.state.get()).toEqual(snapshot)
    expect(await client.certificates.list()).toEqual([certificate])
    expect(await client.renewals.renewNow({ certificateId })).toEqual({ runId, joined: false })
    expect(await client.renewals.get({ runId })).toEqual(run)
    expect(await client.audit.list({ limit: 50 })).toEqual({ entries: [activity], more: false })
  })

  test('a refusal arrives with its code, its sentence and its facts', async () => {
    const { client } = await enter()
    await expect(client.renewals.renewNow({ certificateId: unknownId })).rejects.toMatchObject({
      code: 'CERTIFICATE_NOT_FOUND',
      message: `There is no certificate “${unknownId}” here.`,
      data: { certificateId: unknownId },
    })
  })

  test('a question of the wrong form is refused before the agent hears of it', async () => {
    const { client, agent } = await enter()
    await expect(client.certificates.get({ certificateId: 'not-an-id' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/^What was asked for cannot be done as it is written: certificateId must be an id/),
    })
    await expect(client.audit.list({ limit: 100_000 })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(agent.calls).toEqual([])
  })

  test('a defect shows the caller a reference, and the log what happened under it', async () => {
    const defect = new Error('SQLITE_IOERR at /home/somebody/secret.db')
    const agent = createAgentDouble({ certificates: { list: () => Promise.reject(defect), get: () => Promise.reject(defect) } })
    const { client, log } = await enter(agent)
    const error = await client.certificates.list().catch((caught: unknown) => caught as Error & { code: string; data: object })
    expect(error).toMatchObject({ code: 'DEFECT', data: { reference: expect.stringMatching(/^[0-9a-f]{12}$/) } })
    expect(JSON.stringify([(error as Error).message, 'data' in error ? error.data : null])).not.toMatch(/SQLITE|somebody|\.ts/)
    expect(log.lines).toContainEqual({
      level: 'error',
      message: 'An operation ended by a defect',
      facts: { ...('data' in error ? error.data : {}), operation: 'certificates.list', error: defect },
    })
  })

  test('an answer that breaks the contract never leaves the agent', async () => {
    const broken = { ...certificate, names: [], sealedKey: 'top secret' }
    const agent = createAgentDouble({ certificates: { list: async () => [broken], get: async () => broken } })
    const { client, log } = await enter(agent)
    await expect(client.certificates.list()).rejects.toMatchObject({ code: 'DEFECT' })
    expect(JSON.stringify(log.lines)).toContain('0.names')
    expect(JSON.stringify(log.lines)).not.toContain('top secret')
  })

  test('a screen gets the snapshot, then each change, until it leaves', async () => {
    const { client, agent } = await enter()
    const events = await client.state.watch()
    expect(await events.next()).toMatchObject({ value: { type: 'snapshot', snapshot } })
    agent.announce({ type: 'run', run })
    agent.announce({ type: 'activity', activity })
    expect(await events.next()).toMatchObject({ value: { type: 'run', run } })
    expect(await events.next()).toMatchObject({ value: { type: 'activity', activity } })
    expect(agent.watchers()).toBe(1)
    await events.return?.()
    await vi.waitFor(() => expect(agent.watchers()).toBe(0))
  })

  test('a stream that breaks inside the agent says so like any other call', async () => {
    const agent = createAgentDouble()
    agent.services.state.watch = async function* () {
      yield { type: 'snapshot', snapshot }
      throw new Error('lost at line 12')
    }
    const { client, log } = await enter(agent)
    const events = await client.state.watch()
    await events.next()
    await expect(events.next()).rejects.toMatchObject({ code: 'DEFECT' })
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('closing ends within a second though a screen is watching', async () => {
    const { client, agent } = await enter()
    const events = await client.state.watch()
    await events.next()
    const began = performance.now()
    await opened?.close()
    expect(performance.now() - began).toBeLessThan(1000)
    await vi.waitFor(() => expect(agent.watchers()).toBe(0))
    opened = undefined
  })
})
