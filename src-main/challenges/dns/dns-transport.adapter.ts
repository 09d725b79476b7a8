import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import type { DnsTransport, SocketPlace } from './dns-transport.port.ts'

type Read<T> = (answer: Buffer) => T | undefined

/** DNS over sockets of this machine: one datagram, or one message on a TCP connection of its own (RFC 7766). */
export const systemDns: DnsTransport = {
  ask: (via, place, message, patience, read) =>
    via === 'udp' ? askUdp(place, message, patience, read) : askTcp(place, message, patience, read),
}

async function askUdp<T>({ address, port }: SocketPlace, message: Uint8Array, patience: number, read: Read<T>): Promise<T> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  try {
    return await firstThat(read, patience, (hear, fail) => {
      socket.on('error', fail)
      socket.on('message', hear)
      // Connected, it hears this server alone, and learns at once when nobody listens there.
      socket.connect(port, address, (error?: Error) => (error ? fail(error) : socket.send(message)))
    })
  } finally {
    socket.close()
  }
}

async function askTcp<T>({ address, port }: SocketPlace, message: Uint8Array, patience: number, read: Read<T>): Promise<T> {
  const socket = connect({ host: address, port })
  try {
    return await firstThat(read, patience, (hear, fail) => {
      let pending = Buffer.alloc(0)
      socket.on('error', fail)
      socket.on('close', () => fail(failure('ECONNRESET')))
      socket.on('connect', () => socket.write(Buffer.concat([lengthOf(message), message])))
      socket.on('data', (chunk: Buffer) => {
        pending = Buffer.concat([pending, chunk])
        for (let end = messageEnd(pending); end !== undefined; end = messageEnd(pending)) {
          hear(pending.subarray(2, end))
          pending = pending.subarray(end)
        }
      })
    })
  } finally {
    socket.destroy()
  }
}

function firstThat<T>(
  read: Read<T>,
  patience: number,
  listen: (hear: (answer: Buffer) => void, fail: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(failure('ETIMEDOUT')), patience)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    const hear = (answer: Buffer) => {
      const found = read(answer)
      if (found === undefined) return
      clearTimeout(timer)
      resolve(found)
    }
    listen(hear, fail)
  })
}

/** Undefined until the whole message is there. */
function messageEnd(pending: Buffer): number | undefined {
  if (pending.length < 2) return undefined
  const end = 2 + pending.readUInt16BE(0)
  return pending.length >= end ? end : undefined
}

function lengthOf(message: Uint8Array): Buffer {
  return Buffer.from([message.length >> 8, message.length & 0xff])
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}
