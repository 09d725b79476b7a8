import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type Answer = (message: Buffer) => Buffer

export interface LyingDns {
  port: number
  close(): Promise<void>
}

/** Somebody on the way to a server on 127.0.0.1: answers datagrams itself, and TCP too unless it hands that on. */
export async function lieAbout(server: { port: number }, udp: Answer, tcp?: Answer): Promise<LyingDns> {
  const sockets = new Set<Socket>()
  const streams = createServer((near) => {
    sockets.add(near.on('error', () => undefined))
    if (tcp) near.on('data', (data) => near.end(withLength(tcp(data.subarray(2)))))
    else near.pipe(connect(server.port, '127.0.0.1').on('error', () => near.destroy())).pipe(near)
  })
  streams.listen(0, '127.0.0.1')
  await once(streams, 'listening')
  const { port } = streams.address() as AddressInfo
  const datagrams = createSocket('udp4')
  datagrams.on('message', (message, from) => datagrams.send(udp(message), from.port, from.address))
  datagrams.bind(port, '127.0.0.1')
  await once(datagrams, 'listening')
  return {
    port,
    async close() {
      datagrams.close()
      for (const socket of sockets) socket.destroy()
      streams.close()
      await once(streams, 'close')
    },
  }
}

/** The message itself, turned into an answer with this code (RFC 1035 §4.1.1) and nothing that proves it. */
export function unsignedAnswer(message: Buffer, rcode: number): Buffer {
  const answer = Buffer.from(message.subarray(0, 12))
  answer.writeUInt16BE((message.readUInt16BE(2) & 0x7800) | 0x8000 | rcode, 2)
  return answer.fill(0, 4)
}

function withLength(message: Buffer): Buffer {
  return Buffer.concat([Buffer.of(message.length >> 8, message.length & 0xff), message])
}
