import { once } from 'node:events'
import { connect } from 'node:net'

export interface ServerAddress {
  host: string
  port: number
}

/** One message to a DNS server over TCP (RFC 7766), and its answer. Rejects after `patience` ms, and with whatever the network says. */
export async function exchange({ host, port }: ServerAddress, message: Uint8Array, patience: number): Promise<Buffer> {
  const socket = connect({ host, port })
  const signal = AbortSignal.timeout(patience)
  const tooLate = () => socket.destroy(new Error(`it did not answer within ${patience / 1_000} seconds`))
  signal.addEventListener('abort', tooLate, { once: true })
  try {
    await once(socket, 'connect')
    socket.write(Buffer.concat([Buffer.of(message.length >> 8, message.length & 0xff), message]))
    let pending = Buffer.alloc(0)
    for await (const chunk of socket) {
      pending = Buffer.concat([pending, chunk])
      if (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) return pending.subarray(2, 2 + pending.readUInt16BE(0))
    }
    throw new Error('it hung up')
  } finally {
    signal.removeEventListener('abort', tooLate)
    socket.destroy()
  }
}
