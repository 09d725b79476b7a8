import dnsPacket, { type Packet } from 'dns-packet'

export interface TxtChange {
  kind: 'add' | 'remove'
  zone: string
  /** Canonical. */
  name: string
  /** At most 255 characters of ASCII. */
  value: string
}

/** Seconds: resolvers that a CA asks keep an answer no longer, and Let's Encrypt's keep none longer anyway. */
const ttl = 60
const opcodeUpdate = 5 << 11
const classNone = 254

/**
 * A dynamic update (RFC 2136 §2) that adds one TXT record to whatever is there (§2.5.1), or removes that record alone
 * (§2.5.4). Both may be sent again without harm.
 */
export function updateMessage(id: number, { kind, zone, name, value }: TxtChange): Buffer {
  const message = dnsPacket.encode({
    type: 'query',
    id,
    flags: opcodeUpdate,
    questions: [{ name: zone, type: 'SOA', class: 'IN' }],
    authorities: [{ name, type: 'TXT', class: 'IN', ttl: kind === 'add' ? ttl : 0, data: value }],
  } satisfies Packet)
  // The library has no class NONE. The record is the message's last: class, TTL, length, then the text behind its own length.
  if (kind === 'remove') message.writeUInt16BE(classNone, message.length - (2 + 4 + 2 + 1 + value.length))
  return message
}
