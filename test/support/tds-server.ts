import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { TLSSocket, type TlsOptions } from 'node:tls'

interface TdsOptions {
  tls: TlsOptions
  /** Whether only clients of TDS 8.0 are let in: TLS at once, and nothing else is answered. */
  strict?: boolean
  /** What it says of encryption (MS-TDS § 2.2.6.5): 1 is on. */
  encryption?: number
  /** How many bytes of TLS it puts into a packet. */
  packet?: number
}

/**
 * What SQL Server says until the handshake is done, by the documented framing (MS-TDS § 2.2.3, § 2.2.6.5): a stand-in where no SQL
 * Server runs, and no proof that a real one is seen (docs/unproven-on-windows.md).
 */
export async function startTdsServer({ encryption = 1, packet = 500, strict = false, tls }: TdsOptions) {
  const sockets = new Set<Socket>()
  let handshakes = 0
  const secure = (socket: Duplex, options: TlsOptions) => {
    const secured = new TLSSocket(socket, { ...options, isServer: true })
    secured.on('error', () => undefined).on('secure', () => handshakes++)
  }
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.once('data', (first: Buffer) => {
      if (strict !== (first[0] === 0x16)) return void socket.destroy()
      socket.unshift(first)
      if (strict) secure(asItComes(socket), { ...tls, ALPNProtocols: ['tds/8.0'] })
      else greet(socket)
    })
  })

  function greet(socket: Socket): void {
    socket.once('data', (prelogin: Buffer) => {
      if (prelogin[0] !== 0x12 || prelogin[1] !== 1 || prelogin.readUInt16BE(2) !== prelogin.length || prelogin[8] !== 0) socket.destroy()
      const options = [0x00, 0, 11, 0, 6, 0x01, 0, 17, 0, 1, 0xff, 16, 0, 4, 0x2e, 0, 0, encryption]
      socket.write(Buffer.from([0x04, 1, 0, 8 + options.length, 0, 0, 1, 0, ...options]))
      secure(inPackets(socket, packet), tls)
    })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    /** How many clients have come to the end of theirs. */
    handshakes: () => handshakes,
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A socket’s own bytes that were read already are not seen by TLS, which reads from below it. */
function asItComes(socket: Socket): Duplex {
  const stream = new Duplex({ read: () => undefined, write: (chunk: Buffer, _, done) => void socket.write(chunk, done) })
  socket.on('data', (chunk: Buffer) => void stream.push(chunk)).once('close', () => stream.destroy())
  return stream
}

function inPackets(socket: Socket, size: number): Duplex {
  let held = Buffer.alloc(0)
  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _, done) {
      for (let at = 0; at < chunk.length; at += size) {
        const part = chunk.subarray(at, at + size)
        const head = Buffer.from([0x12, at + size >= chunk.length ? 1 : 0, 0, 0, 0, 0, 1, 0])
        head.writeUInt16BE(8 + part.length, 2)
        socket.write(Buffer.concat([head, part]))
      }
      done()
    },
  })
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    while (held.length >= 8 && held.length >= held.readUInt16BE(2)) {
      stream.push(held.subarray(8, held.readUInt16BE(2)))
      held = held.subarray(held.readUInt16BE(2))
    }
  })
  socket.once('close', () => stream.destroy())
  return stream
}
