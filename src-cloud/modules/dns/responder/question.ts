import { smallestUdp } from './wire.ts'

export interface Question {
  /** As it came, byte for byte: a resolver that mixes upper and lower case against forgery (0x20) compares it. */
  raw: Buffer
  /** In the case it came in. What no name here can hold stands as `?`, so that it matches none, a dot in a label included. */
  name: string
  type: number
  class: number
}

const headerLength = 12
const longestName = 255

export interface Header {
  id: number
  isResponse: boolean
  opcode: number
  recursionDesired: boolean
  questions: number
  answers: number
  authorities: number
}

/** Undefined when there is not even a header to answer to. */
export function readHeader(packet: Buffer): Header | undefined {
  if (packet.length < headerLength) return undefined
  const flags = packet.readUInt16BE(2)
  return {
    id: packet.readUInt16BE(0),
    isResponse: (flags & 0x8000) !== 0,
    opcode: (flags >> 11) & 0xf,
    recursionDesired: (flags & 0x0100) !== 0,
    questions: packet.readUInt16BE(4),
    answers: packet.readUInt16BE(6),
    authorities: packet.readUInt16BE(8),
  }
}

/** The first question, read from the wire itself because a library's text of it cannot be turned back into the same bytes. */
export function readQuestion(packet: Buffer): Question | undefined {
  const labels: Buffer[] = []
  let at = headerLength
  for (let length = packet[at]; length !== 0; length = packet[at]) {
    // Also refuses a compression pointer: there is nothing before the first question that it could point to.
    if (length === undefined || length > 63 || at - headerLength > longestName) return undefined
    labels.push(packet.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
  const end = at + 5
  if (end > packet.length || at + 1 - headerLength > longestName) return undefined
  return {
    raw: packet.subarray(headerLength, end),
    name: labels.map((label) => label.toString('latin1').replace(/[^A-Za-z0-9_-]/g, '?')).join('.'),
    type: packet.readUInt16BE(at + 1),
    class: packet.readUInt16BE(at + 3),
  }
}

export interface Edns {
  /** Bytes of UDP the client can take; less than 512 counts as 512 (RFC 6891 §6.2.3). */
  size: number
  version: number
  /** DNSSEC OK (RFC 3225): given back as it came. */
  dnssecOk: boolean
}

interface OptRecord {
  type: string
  name?: string | undefined
  udpPayloadSize?: number | undefined
  ednsVersion?: number | undefined
  flags?: number | undefined
}

/** The client's OPT record; 'malformed' when there are two or it is not the root's (RFC 6891 §6.1.1). */
export function readEdns(additionals: readonly OptRecord[]): Edns | 'malformed' | undefined {
  const [opt, second] = additionals.filter(({ type }) => type === 'OPT')
  if (opt === undefined) return undefined
  if (second !== undefined || opt.name !== '.') return 'malformed'
  const size = Math.max(opt.udpPayloadSize ?? smallestUdp, smallestUdp)
  return { size, version: opt.ednsVersion ?? 0, dnssecOk: ((opt.flags ?? 0) & 0x8000) !== 0 }
}
