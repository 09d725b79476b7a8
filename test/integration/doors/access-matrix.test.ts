import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type Access, accessLevels } from '@mylzip/shared/operations/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { windowCaller } from '#main/doors/access.policy.ts'
import { publishDoor } from '#main/doors/pipe/door-file.adapter.ts'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { type AgentDouble, createAgentDouble } from '../../support/agent-services.ts'
import { bearerFor, loopbackFor, pageClient, random, routerOf, throughMessagePort, throughWindowAndPipe } from '../../support/doors.ts'
import { callWell, operations, outcome } from '../../support/operations.ts'
import { openServiceDoor } from '../../support/service-door.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What each caller may do, or the code it is turned away with whatever it asks. Written down here a second time on purpose. */
const callers: Record<string, Access | string> = {
  'the window of a program that runs as the person': 'administer',
  'the window of a program beside the service': 'operate',
  'the window of a program that is attached to the service': 'operate',
  'a page with a link to look': 'read',
  'a page with a link to operate': 'operate',
  'a page with a link to administer': 'administer',
  'a page without a link': 'CALLER_UNKNOWN',
  'a page with a made-up bearer': 'CALLER_UNKNOWN',
  'a program that has read the pipe’s secret': 'administer',
  'a program that has read a service’s secret for administrators': 'administer',
  'a program that has read a service’s secret for everybody': 'operate',
  'a program with another secret': 'AGENT_NOT_RUNNING',
}

const agent: AgentDouble = createAgentDouble()
const clients = new Map<string, AgentClient>()
const closers: (() => unknown)[] = []

beforeAll(async () => {
  const router = routerOf(agent)
  const windows = [throughMessagePort(router, windowCaller('user')), throughMessagePort(router, windowCaller('service'))] as const
  clients.set('the window of a program that runs as the person', windows[0].client)
  clients.set('the window of a program beside the service', windows[1].client)

  const attached = await throughWindowAndPipe(router, windowCaller('service'))
  clients.set('the window of a program that is attached to the service', attached.client)

  const { door, close } = await loopbackFor(router)
  clients.set('a page with a link to look', pageClient(door, await bearerFor(door, 'read')))
  clients.set('a page with a link to operate', pageClient(door, await bearerFor(door, 'operate')))
  clients.set('a page with a link to administer', pageClient(door, await bearerFor(door, 'administer')))
  clients.set('a page without a link', pageClient(door, undefined))
  clients.set('a page with a made-up bearer', pageClient(door, 'A'.repeat(43)))

  const [folder, other] = [await temporaryFolder(), await temporaryFolder()]
  const pipe = await openPipeDoor({ router, folder: folder.path, random, log: createSilentLog() })
  await publishDoor(other.path, { path: pipe.path, secret: 'B'.repeat(43) })
  const connections = [await connectToAgent(folder.path), await connectToAgent(other.path)] as const
  clients.set('a program that has read the pipe’s secret', connections[0].client)
  clients.set('a program with another secret', connections[1].client)

  const service = await openServiceDoor(router)
  clients.set('a program that has read a service’s secret for administrators', service.administrator.client)
  clients.set('a program that has read a service’s secret for everybody', service.user.client)

  closers.push(
    service.close,
    attached.close,
    ...windows.map((window) => window.close),
    ...connections.map((one) => one.close),
    close,
    pipe.close,
    folder.remove,
    other.remove,
  )
})

afterAll(async () => {
  for (const close of closers) await close()
})

const levels: readonly string[] = accessLevels
const expectedOutcome = (caller: string, grant: string, needed: Access) => {
  if (!levels.includes(grant)) return grant
  if (levels.indexOf(grant) >= levels.indexOf(needed)) return 'answered'
  return /^(a program|the window)/.test(caller) ? 'CALLER_NOT_ADMINISTRATOR' : 'CALLER_NOT_ALLOWED'
}

test('the matrix holds every operation of the contract and needs every level', () => {
  expect(operations.length).toBeGreaterThanOrEqual(10)
  expect(new Set(operations.map(({ access }) => access))).toEqual(new Set(accessLevels))
})

describe.each(Object.entries(callers))('%s (%s)', (caller, grant) => {
  test.each(operations)('asks $name, which needs $access', async (operation) => {
    const client = clients.get(caller)
    if (!client) throw new Error(`nobody plays ${caller}`)
    agent.calls.length = 0
    const expected = expectedOutcome(caller, grant, operation.access)
    expect(await outcome(callWell(client, operation))).toBe(expected)
    expect(agent.calls).toEqual(expected === 'answered' ? [operation.name] : [])
  })
})
