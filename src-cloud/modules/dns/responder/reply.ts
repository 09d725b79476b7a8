import dnsPacket, { type Answer as PacketRecord } from 'dns-packet'
import type { Edns, Header, Question } from './question.ts'
import { largestUdp, type Rcode, smallestUdp } from './wire.ts'
import type { ZoneRecord } from './zone.policy.ts'

export interface Reply {
  rcode: Rcode
  authoritative: boolean
  answers: readonly ZoneRecord[]
  /** The zone's SOA when there is nothing to answer with (RFC 2308 §2). */
  authority?: { zone: string; soa: ZoneRecord } | undefined
}

export interface Asked {
  header: Header
  question?: Question | undefined
  edns?: Edns | undefined
}

/**
 * The response's bytes. Over UDP one that is too large for the client is cut to its header and question with TC set,
 * so that it asks again over TCP (RFC 2181 §9).
 */
export function encodeReply(asked: Asked, reply: Reply, transport: 'udp' | 'tcp'): Buffer {
  const whole = encode(asked, reply, 0)
  if (transport === 'tcp' || whole.length <= Math.min(asked.edns?.size ?? smallestUdp, largestUdp)) return whole
  return encode(asked, { ...reply, answers: [], authority: undefined }, dnsPacket.TRUNCATED_RESPONSE)
}

function encode({ header, question, edns }: Asked, reply: Reply, extraFlags: number): Buffer {
  const { rcode, authoritative, answers, authority } = reply
  const owner = question?.name ?? '.'
  const packet = dnsPacket.encode({
    type: 'response',
    id: header.id,
    flags:
      (header.opcode << 11) |
      (authoritative ? dnsPacket.AUTHORITATIVE_ANSWER : 0) |
      (header.recursionDesired ? dnsPacket.RECURSION_DESIRED : 0) |
      (rcode & 0xf) |
      extraFlags,
    answers: answers.map((record) => toPacketRecord(owner, record)),
    authorities: authority ? [toPacketRecord(authority.zone, authority.soa)] : [],
    additionals: edns ? [optRecord(edns, rcode)] : [],
  })
  return question ? withQuestion(packet, question.raw) : packet
}

/** The library would write the question anew; names are not compressed, so nothing behind it notices being moved. */
function withQuestion(packet: Buffer, raw: Buffer): Buffer {
  packet.writeUInt16BE(1, 4)
  return Buffer.concat([packet.subarray(0, 12), raw, packet.subarray(12)])
}

function toPacketRecord(name: string, { type, value, ttl }: ZoneRecord): PacketRecord {
  switch (type) {
    case 'SOA':
      return { name, ttl, type, data: value }
    case 'CAA':
      return { name, ttl, type, data: { flags: 0, tag: 'issue', value } }
    default:
      return { name, ttl, type, data: value }
  }
}

/** The upper bits of the response code travel in OPT (RFC 6891 §6.1.3). */
function optRecord({ dnssecOk }: Edns, rcode: Rcode): PacketRecord {
  const flags = dnssecOk ? 0x8000 : 0
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: largestUdp,
    extendedRcode: rcode >> 4,
    ednsVersion: 0,
    flags,
    flag_do: dnssecOk,
    options: [],
  }
}
