import { type Answer, notIt } from './answer.policy.ts'

export const header = 8
/** Types of packets (MS-TDS § 2.2.3.1.1). */
const prelogin = 0x12
const tabular = 0x04
const alertOfTls = 0x15
/** Nothing larger is agreed on before login (MS-TDS § 2.2.3.1.3). */
const largest = 4096
const lastOfMessage = 1

const encryption = 0x01
const encryptOn = 1
const encryptNotSupported = 2
const end = 0xff

/** PRELOGIN (MS-TDS § 2.2.6.5): options, each with where its data lies and how long it is, highest byte first. */
const options: readonly [token: number, data: readonly number[]][] = [
  [0x00, [0, 0, 0, 0, 0, 0]],
  [encryption, [encryptOn]],
  [0x02, [0]],
  [0x03, [0, 0, 0, 0]],
  [0x04, [0]],
]

export const tdsWords = packetsOf(preloginOf(options))[0] ?? Buffer.alloc(0)

function preloginOf(all: typeof options): Buffer {
  let offset = all.length * 5 + 1
  const heads = all.map(([token, data]) => {
    const head = Buffer.from([token, 0, 0, 0, data.length])
    head.writeUInt16BE(offset, 1)
    offset += data.length
    return head
  })
  return Buffer.concat([...heads, Buffer.from([end]), ...all.map(([, data]) => Buffer.from(data))])
}

/** A message in as many packets as it takes. Those of the handshake are PRELOGIN messages too. */
export function packetsOf(message: Buffer, type = prelogin): Buffer[] {
  const room = largest - header
  const count = Math.max(1, Math.ceil(message.length / room))
  return Array.from({ length: count }, (_, index) => {
    const part = message.subarray(index * room, (index + 1) * room)
    const packet = Buffer.alloc(header + part.length)
    packet.set([type, index === count - 1 ? lastOfMessage : 0])
    packet.writeUInt16BE(packet.length, 2)
    packet[6] = index + 1
    packet.set(part, header)
    return packet
  })
}

/**
 * The packets that have arrived whole, and what is left over; undefined where it is no TDS. A server puts what belongs to TLS into
 * PRELOGIN packets, older ones into answers.
 */
export function unpack(bytes: Buffer): { payloads: Buffer[]; rest: Buffer } | undefined {
  const payloads: Buffer[] = []
  let rest = bytes
  while (rest.length >= header) {
    const length = rest.readUInt16BE(2)
    if ((rest[0] !== prelogin && rest[0] !== tabular) || length < header || length > 0x7fff) return undefined
    if (rest.length < length) break
    payloads.push(rest.subarray(header, length))
    rest = rest.subarray(length)
  }
  return { payloads, rest }
}

/** Whether a server speaks TLS at once (TDS 8.0): it takes what came before for no TLS, and says so or says nothing. */
export function wantsTlsAtOnce(bytes: Buffer): boolean {
  return bytes.length === 0 || bytes[0] === alertOfTls
}

/** Of the server's PRELOGIN. */
export function tdsAnswer(bytes: Buffer): Answer {
  if (bytes.length === 0) return 'more'
  if (bytes[0] !== tabular) return notIt('TDS')
  if (bytes.length < header) return 'more'
  const length = bytes.readUInt16BE(2)
  if (length < header || length > largest || bytes.length > length) return notIt('TDS')
  if (bytes.length < length) return 'more'
  const encrypts = encryptionOf(bytes.subarray(header))
  if (encrypts === undefined) return notIt('TDS')
  return encrypts === encryptNotSupported ? { fault: 'it does not encrypt' } : 'begin'
}

function encryptionOf(message: Buffer): number | undefined {
  for (let at = 0; at + 5 <= message.length && message[at] !== end; at += 5) {
    if (message[at] !== encryption) continue
    const [offset, length] = [message.readUInt16BE(at + 1), message.readUInt16BE(at + 3)]
    return length === 1 ? message[offset] : undefined
  }
  return undefined
}
