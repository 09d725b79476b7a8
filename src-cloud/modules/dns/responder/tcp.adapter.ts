import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Answer } from './answer.ts'
import type { Listening } from './udp.adapter.ts'

/** ms without a byte before the server hangs up (RFC 7766 §6.2.3 wants seconds). */
const idle = 10_000
const connectionsAtOnce = 500

/** DNS over TCP: each message behind its length in two bytes, any number of them on one connection (RFC 7766). */
export async function listenTcp(host: string, port: number, answer: Answer): Promise<Listening> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(idle, () => socket.destroy())
    serve(socket, answer).catch(() => socket.destroy())
  })
  server.maxConnections = connectionsAtOnce
  server.listen(port, host)
  await once(server, 'listening')
  // Unheard, one connection that could not be accepted would end the process.
  server.on('error', () => undefined)
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : port,
    close: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

/** One question after the other, so that who sends many of them waits for its own only. */
async function serve(socket: Socket, answer: Answer): Promise<void> {
  let pending = Buffer.alloc(0)
  for await (const chunk of socket) {
    pending = Buffer.concat([pending, chunk])
    for (let length = messageLength(pending); length !== undefined; length = messageLength(pending)) {
      const response = await answer(pending.subarray(2, 2 + length), 'tcp')
      pending = pending.subarray(2 + length)
      if (response) await write(socket, response)
    }
  }
}

/** Undefined until the whole message is there. */
function messageLength(pending: Buffer): number | undefined {
  if (pending.length < 2) return undefined
  const length = pending.readUInt16BE(0)
  return pending.length >= 2 + length ? length : undefined
}

async function write(socket: Socket, response: Buffer): Promise<void> {
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(response.length)
  if (!socket.write(Buffer.concat([prefix, response]))) await once(socket, 'drain')
}
