import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { second } from '@mylzip/shared/domain/time.ts'

/** Far above what the pages and programs of one machine keep open. */
const most = 128
/** ms in which a new connection must have sent the head of its first request. */
const patience = 5 * second

/**
 * Bounds the connections of a server that every program of the machine can reach. When it is full, the oldest one gives
 * way of which nobody has `vouched` that its caller is known, so that whoever opens connections and says nothing keeps
 * nobody else out. When all are known, the new one is closed.
 */
export function boundConnections(server: Server): { vouch(socket: Socket): void } {
  const unknown = new Set<Socket>()
  const known = new Set<Socket>()
  const heard = new WeakMap<Socket, () => void>()

  server.on('connection', (socket) => {
    unknown.add(socket)
    const silent = setTimeout(() => socket.destroy(), patience)
    heard.set(socket, () => clearTimeout(silent))
    socket.once('close', () => {
      clearTimeout(silent)
      unknown.delete(socket)
      known.delete(socket)
    })
    if (unknown.size + known.size > most) oldest(unknown)?.destroy()
  })
  server.prependListener('request', (request) => heard.get(request.socket)?.())

  return {
    vouch(socket) {
      if (unknown.delete(socket)) known.add(socket)
    },
  }
}

function oldest(sockets: ReadonlySet<Socket>): Socket | undefined {
  return sockets.values().next().value
}
