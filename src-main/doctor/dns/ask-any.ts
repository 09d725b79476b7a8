import type { RecordType } from 'dns-packet'
import type { SocketPlace } from '../../challenges/dns/dns-transport.port.ts'
import type { AskServer, DnsReply } from './dns.port.ts'

export type AskAny = (name: string, type: RecordType) => Promise<DnsReply>

/** The first answer of several servers, over TCP where it is too long for a datagram. What was asked once is not asked again. */
export function createAskAny(askServer: AskServer, servers: () => readonly SocketPlace[]): AskAny {
  const asked = new Map<string, Promise<DnsReply>>()

  async function ask(name: string, type: RecordType): Promise<DnsReply> {
    const question = { name, type, recursion: true }
    let last: DnsReply = { failure: 'ENOTFOUND', ms: 0 }
    for (const place of servers()) {
      last = await askServer('udp', place, question)
      if ('answer' in last && last.answer.truncated) last = await askServer('tcp', place, question)
      if ('answer' in last) return last
    }
    return last
  }

  return (name, type) => {
    const key = `${type} ${name}`
    const reply = asked.get(key) ?? ask(name, type)
    asked.set(key, reply)
    return reply
  }
}
