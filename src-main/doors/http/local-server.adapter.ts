import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ListenOptions } from 'node:net'
import { minute } from '@mylzip/shared/domain/time.ts'
import { boundConnections } from './connections.ts'

/** `callerIsKnown` is to be called once the request has shown that it comes from one who may. */
export type Answer = (request: IncomingMessage, response: ServerResponse, callerIsKnown: () => void) => Promise<void>

/** How long calls under way may take to end by themselves before their connections are cut, in ms. */
const grace = 300

/** An HTTP server for callers on this machine. `answer` must not reject; when it does, that one connection is cut. */
export function createLocalServer(answer: Answer): Server {
  // The check for connections that dawdle would otherwise wake an idle agent every 30 s.
  const server = createServer({ connectionsCheckingInterval: minute, requestTimeout: minute }, (request, response) => {
    answer(request, response, () => connections.vouch(request.socket)).catch(() => response.destroy())
  })
  const connections = boundConnections(server)
  return server
}

/** Rejects with the system's error (EADDRINUSE, EACCES …). */
export async function listen(server: Server, where: ListenOptions): Promise<void> {
  server.listen(where)
  await once(server, 'listening')
}

/** Takes no new connections, lets short calls end, and cuts what is left: event streams never end by themselves. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const cut = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearTimeout(cut)
}
