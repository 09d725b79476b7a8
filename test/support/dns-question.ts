import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import dnsPacket, { type Answer, type DecodedPacket, type Packet, type RecordType } from 'dns-packet'

export interface DnsAnswer {
  rcode: string
  texts: string[]
  addresses: string[]
  packet: DecodedPacket
}

/** Sends bytes to a DNS server on 127.0.0.1 over UDP. Undefined when nothing comes back within `wait` ms. */
export async function sendUdp(port: number, message: Uint8Array, wait = 3_000): Promise<Buffer | undefined> {
  const socket = createSocket('udp4')
  try {
    socket.send(message, port, '127.0.0.1')
    const [response] = await once(socket, 'message', { signal: AbortSignal.timeout(wait) })
    return response
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return undefined
    throw error
  } finally {
    socket.close()
  }
}

/** Sends whole messages over one TCP connection, and gives as many back as come before the server, or `wait` ms, ends it. */
export async function sendTcp(port: number, messages: readonly Uint8Array[], wait = 3_000): Promise<Buffer[]> {
  const socket = connect(port, '127.0.0.1')
  for (const message of messages) socket.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]))
  const responses: Buffer[] = []
  let pending = Buffer.alloc(0)
  const timer = setTimeout(() => socket.destroy(), wait)
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    for (; pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0); pending = pending.subarray(2 + pending.readUInt16BE(0))) {
      responses.push(pending.subarray(2, 2 + pending.readUInt16BE(0)))
    }
    if (responses.length === messages.length) socket.end()
  })
  await once(socket, 'close')
  clearTimeout(timer)
  return responses
}

/** An OPT record that says: up to 1,232 bytes over UDP. */
export const edns: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
}

export function question(name: string, type: RecordType, rest: Packet = {}): Buffer {
  return dnsPacket.encode({ type: 'query', id: 4711, flags: 0, questions: [{ name, type, class: 'IN' }], ...rest })
}

export function decode(response: Buffer): DnsAnswer {
  const packet = dnsPacket.decode(response)
  const answers = packet.answers ?? []
  const texts = answers.flatMap((record) => (record.type === 'TXT' ? [String(record.data)] : []))
  const addresses = answers.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.data] : []))
  return { rcode: (packet as { rcode?: string }).rcode ?? '', texts, addresses, packet }
}

/** One question over TCP, so that no answer is too long. */
export async function askDns(port: number, name: string, type: RecordType): Promise<DnsAnswer> {
  const [response] = await sendTcp(port, [question(name, type)])
  if (response === undefined) throw new Error(`the DNS server gave no answer for ${name} ${type}`)
  return decode(response)
}
