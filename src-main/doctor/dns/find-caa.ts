import { type CaaRecord, caaPlaces } from './caa.policy.ts'
import type { DnsReply } from './dns.port.ts'
import { caaIn } from './reply.policy.ts'

export interface FoundCaa {
  /** Where the nearest record set is; undefined: there is none up to the top. */
  at: string | undefined
  records: CaaRecord[]
  /** Every question and its reply. */
  asked: { name: string; reply: DnsReply }[]
  /** What could not be answered; an authority then refuses (RFC 8659 §3). */
  unreadable: string | undefined
}

/** Climbs from the name towards the top, to the first record set. */
export async function findCaa(name: string, ask: (name: string) => Promise<DnsReply>): Promise<FoundCaa> {
  const asked: FoundCaa['asked'] = []
  for (const place of caaPlaces(name)) {
    const reply = await ask(place)
    asked.push({ name: place, reply })
    if ('failure' in reply) return { at: undefined, records: [], asked, unreadable: `nothing for ${place} (${reply.failure})` }
    const { rcode, answers } = reply.answer
    if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { at: undefined, records: [], asked, unreadable: `${rcode} for ${place}` }
    const records = caaIn(answers)
    if (records.length > 0) return { at: place, records, asked, unreadable: undefined }
  }
  return { at: undefined, records: [], asked, unreadable: undefined }
}
