import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import type { Answer } from 'dns-packet'
import { failureInWords } from '../failure-words.policy.ts'
import type { CaaRecord } from './caa.policy.ts'
import type { DnsReply } from './dns.port.ts'

/** How a reply is written down as evidence: `192.0.2.7 in 12 ms`, `NXDOMAIN in 3 ms`, `no answer (ETIMEDOUT) after 3000 ms`. */
export function replySaid(reply: DnsReply): Saying {
  const { ms } = reply
  if ('failure' in reply) return saying('seen.no-answer', { failure: reply.failure, ms })
  const { rcode, answers } = reply.answer
  const values = answers.map(shownRecord).filter((value) => value !== '')
  if (rcode !== 'NOERROR') return saying('seen.answer', { answer: rcode, ms })
  return values.length > 0 ? saying('seen.answer', { answer: values.join(', '), ms }) : saying('seen.no-data', { ms })
}

export function addressesIn(reply: DnsReply): string[] {
  if ('failure' in reply) return []
  return reply.answer.answers.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.data] : []))
}

/** The CAA records of an answer; those of an alias’s target count as the name’s own (RFC 8659 §3). */
export function caaIn(answers: readonly Answer[]): CaaRecord[] {
  return answers.flatMap((record) => {
    if (record.type !== 'CAA') return []
    const { flags = 0, tag, value } = record.data
    return [{ flags, tag, value }]
  })
}

/** Why there is no usable answer, in words for a refusal; undefined when there is one. */
export function silenceOf(reply: DnsReply): string | undefined {
  return 'failure' in reply ? failureInWords(reply.failure) : undefined
}

function shownRecord(record: Answer): string {
  if (record.type === 'CAA') return `${record.data.flags ?? 0} ${record.data.tag} "${record.data.value}"`
  if (record.type === 'SOA') return `SOA ${record.name} serial ${record.data.serial ?? '?'}`
  if (record.type === 'A' || record.type === 'AAAA') return record.data
  if (record.type === 'NS' || record.type === 'CNAME' || record.type === 'DNAME') return `${record.type} ${record.data}`
  if (record.type === 'TXT') return `TXT ${[record.data].flat().map(String).join('')}`
  return ''
}
