import type { RecordType } from 'dns-packet'
import type { SocketPlace, Via } from '../../challenges/dns/dns-transport.port.ts'
import type { QuestionAnswer } from '../../challenges/dns/question.policy.ts'

export interface DnsQuestion {
  name: string
  type: RecordType
  /** For a server that resolves for others. */
  recursion?: boolean
  /** Asks for answers whose signatures are wrong as well (RFC 4035 §3.2.2, CD). */
  unchecked?: boolean
}

/** What became of one question to one server. */
export type DnsReply = { ms: number } & ({ answer: QuestionAnswer } | { failure: string })

/** One question over one way, a lost datagram sent once again. Never throws. */
export type AskServer = (via: Via, place: SocketPlace, question: DnsQuestion) => Promise<DnsReply>

/** The servers that this machine’s resolver is set up with, and what the resolver itself says (hosts file, VPN and caches included). */
export interface Resolver {
  servers(): SocketPlace[]
  /** Every address of a name, as any program of this machine gets them; else the system’s code: ENOTFOUND, EAI_AGAIN. */
  lookup(name: string): Promise<{ addresses: string[] } | { failure: string }>
}
