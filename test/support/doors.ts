import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { type Caller, windowCaller } from '#main/doors/access.policy.ts'
import type { LoopbackDoor } from '#main/doors/doors.port.ts'
import { createForwardingRouter } from '#main/doors/forwarding-router.ts'
import { openLoopbackDoor } from '#main/doors/loopback/loopback-door.adapter.ts'
import { nodePort } from '#main/doors/message-port/node-port.ts'
import { serveMessagePort } from '#main/doors/message-port/serve-message-port.ts'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { type AgentRouter, createRouter } from '#main/doors/router.ts'
import type { Clock } from '#main/system/clock.port.ts'
import type { AgentDouble } from './agent-services.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const random = (length: number) => new Uint8Array(randomBytes(length))

export function routerOf(agent: AgentDouble, log = createSilentLog()): AgentRouter {
  return createRouter(agent.services, log, random)
}

/** A dashboard of three small files, and one beside its folder that no address may reach. */
export async function smallDashboard() {
  const folder = await temporaryFolder()
  const staticFolder = join(folder.path, 'renderer')
  await mkdir(join(staticFolder, 'assets'), { recursive: true })
  await writeFile(join(folder.path, 'secret.json'), '{"secret":true}')
  await writeFile(join(staticFolder, 'index.html'), '<!doctype html><title>dashboard</title>')
  await writeFile(join(staticFolder, 'assets/index-abc123.js'), 'export {}')
  await writeFile(join(staticFolder, '.hidden.json'), '{}')
  return { staticFolder, remove: folder.remove }
}

export async function loopbackFor(router: AgentRouter, clock: Clock = { now: Date.now }) {
  const files = await smallDashboard()
  const door = await openLoopbackDoor({ router, staticFolder: files.staticFolder, clock, random, log: createSilentLog() })
  return { door, close: () => door.close().finally(files.remove) }
}

/** What the page does with its link: the token for a bearer. */
export async function bearerFor(door: LoopbackDoor, access: Access): Promise<string> {
  const token = new URL(door.mintLink(access)).hash.replace('#token=', '')
  const answer = await postSession(door, token)
  return ((await answer.json()) as { bearer: string }).bearer
}

export function postSession(door: LoopbackDoor, token: string): Promise<Response> {
  return fetch(`${door.url}session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}

export function pageClient(door: LoopbackDoor, bearer: string | undefined, signal?: AbortSignal): AgentClient {
  return createORPCClient(
    new FetchLink({
      url: `${door.url}rpc`,
      headers: () => (bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      fetch: (request, init) => fetch(request, { ...init, ...(signal ? { signal } : {}) }),
    }),
  )
}

export interface OpenedDoor {
  client: AgentClient
  close(): Promise<void>
}

export function throughMessagePort(router: AgentRouter, caller: Caller): OpenedDoor {
  const { port1, port2 } = new MessageChannel()
  const stop = serveMessagePort(router, nodePort(port1), caller)
  const client: AgentClient = createORPCClient(new PortLink({ port: port2 }))
  port2.start()
  return { client, close: async () => stop() }
}

export async function throughLoopback(router: AgentRouter, access: Access): Promise<OpenedDoor> {
  const { door, close } = await loopbackFor(router)
  return { client: pageClient(door, await bearerFor(door, access)), close }
}

export async function throughPipe(router: AgentRouter): Promise<OpenedDoor> {
  const folder = await temporaryFolder()
  const door = await openPipeDoor({ router, folder: folder.path, random, log: createSilentLog() })
  const connection = await connectToAgent(folder.path)
  return {
    client: connection.client,
    close: async () => {
      connection.close()
      await door.close()
      await folder.remove()
    },
  }
}

/** As the window of a program that is attached to another one's agent: through its port, and on by the pipe. */
export async function throughWindowAndPipe(router: AgentRouter, caller: Caller = windowCaller('user')): Promise<OpenedDoor> {
  const pipe = await throughPipe(router)
  const window = throughMessagePort(
    createForwardingRouter(() => pipe.client, createSilentLog(), random),
    caller,
  )
  return {
    client: window.client,
    async close() {
      await window.close()
      await pipe.close()
    },
  }
}
