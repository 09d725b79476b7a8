import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { beforeTlsFault } from './answer.policy.ts'
import { packetsOf, unpack } from './tds.policy.ts'

/** A handshake with a long chain has a tenth of this. */
const most = 256 * 1024

/** TLS inside TDS packets, as it goes until the handshake is done (MS-TDS § 2.2.6.5, § 3.3.5.2). Takes the connection over. */
export function tdsTunnel(socket: Socket): Duplex {
  let waiting: Buffer = Buffer.alloc(0)
  let seen = 0
  const tunnel = new Duplex({
    read: () => void socket.resume(),
    write(chunk: Buffer, _encoding, done) {
      socket.write(Buffer.concat(packetsOf(chunk)), done)
    },
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', (chunk: Buffer) => {
    seen += chunk.length
    const unpacked = seen > most ? undefined : unpack(Buffer.concat([waiting, chunk]))
    if (!unpacked) return void tunnel.destroy(beforeTlsFault('what it sends for TLS is no TDS'))
    waiting = unpacked.rest
    for (const payload of unpacked.payloads) if (payload.length > 0 && !tunnel.push(payload)) socket.pause()
  })
  socket.once('end', () => tunnel.push(null))
  socket.once('error', (error) => tunnel.destroy(error))
  socket.once('close', () => tunnel.destroy())
  return tunnel
}
