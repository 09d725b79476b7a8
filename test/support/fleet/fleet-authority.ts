import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import { startAuthority } from '#cloud/practice/authority/authority.ts'
import type { World } from './world.ts'

export interface FleetAuthority {
  directoryUrl: string
  rootPem: string
  folder: string
  /** The port at which names are looked at: from here, and by the authority. */
  webPort: number
  /** The folder that a name's web server shows. */
  webroot(name: string): string
  /** Its connections end: the machine sleeps, or has lost its network. */
  disconnect(userAgent: string): void
  /** Requests that were answered, by the hour since the epoch. */
  requestsByHour: ReadonlyMap<number, number>
  /** Among them those that ask for the directory or a window: whose number no waiting changes. */
  questionsByHour: ReadonlyMap<number, number>
  /** Requests that got no answer. */
  cut(): number
  defects: unknown[]
  stop(): Promise<void>
}

interface Needs {
  world: World
  folder: string
  /** Whether a request of that agent gets here now. */
  reaches(userAgent: string, at: Instant): boolean
}

/** The practice authority at the fleet's time, over HTTPS on this machine, with a network that may be gone. */
export async function startFleetAuthority({ world, folder, reaches }: Needs): Promise<FleetAuthority> {
  const webroot = (name: string) => join(folder, 'web', name)
  const web = createServer((request, response) => void show(request, response, webroot))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const { port: webPort } = web.address() as AddressInfo
  const defects: unknown[] = []
  const place = join(folder, 'authority')
  const authority = await startAuthority({
    folder: place,
    port: 0,
    dnsServer: { address: '127.0.0.1', port: 9 },
    httpResponder: { address: '127.0.0.1', port: webPort },
    env: {},
    now: () => Math.floor(world.now()),
    onDefect: (error) => defects.push(error),
  })
  const [requestsByHour, questionsByHour] = [new Map<number, number>(), new Map<number, number>()]
  const sockets = new Map<string, Set<Socket>>()
  let cut = 0

  function arrives(message: unknown): void {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const agent = request.headers['user-agent'] ?? ''
    if (request.socket.localPort !== authority.port) return
    if (!reaches(agent, world.now())) {
      cut += 1
      // Before its body is read: nothing of it has arrived.
      request.destroy()
      return
    }
    remember(agent, request.socket)
    response.setHeader('date', new Date(world.now()).toUTCString())
    const at = Math.floor(world.now() / hour)
    requestsByHour.set(at, (requestsByHour.get(at) ?? 0) + 1)
    if (request.method === 'GET') questionsByHour.set(at, (questionsByHour.get(at) ?? 0) + 1)
  }

  function remember(agent: string, socket: Socket): void {
    const own = sockets.get(agent) ?? new Set()
    if (own.has(socket)) return
    sockets.set(agent, own.add(socket))
    socket.once('close', () => own.delete(socket))
  }

  subscribe('http.server.request.start', arrives)
  return {
    directoryUrl: authority.directoryUrl,
    rootPem: authority.rootPem,
    folder: place,
    webPort,
    webroot,
    disconnect(agent) {
      for (const socket of sockets.get(agent) ?? []) socket.destroy()
    },
    requestsByHour,
    questionsByHour,
    cut: () => cut,
    defects,
    async stop() {
      unsubscribe('http.server.request.start', arrives)
      await authority.close()
      web.closeAllConnections()
      await new Promise((resolve) => web.close(resolve))
    },
  }
}

async function show({ headers, url = '' }: IncomingMessage, response: ServerResponse, webroot: (name: string) => string): Promise<void> {
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  const text = await readFile(join(webroot(name), url), 'utf8').catch(() => undefined)
  response.writeHead(text === undefined ? 404 : 200, { connection: 'close' }).end(text)
}
