import type { QuestionAnswer } from './question.policy.ts'

/** Whether a server shows a TXT value at a name. */
export type Sight = 'shown' | 'not-yet' | { aliasOf: string } | { cannotTell: string }

/** `cannotTell`: it does not answer for the zone, as a server that was never told of it; the CA would ask another one. */
export function sightText({ rcode, authoritative, answers }: QuestionAnswer, name: string, value: string): Sight {
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { cannotTell: rcode }
  if (!authoritative) return { cannotTell: 'it is not authoritative' }
  const here = answers.filter((record) => record.name === name)
  if (here.some((record) => record.type === 'TXT' && textOf(record.data) === value)) return 'shown'
  const alias = here.find((record) => record.type === 'CNAME')
  return alias?.type === 'CNAME' ? { aliasOf: alias.data } : 'not-yet'
}

/** Strings of one record belong together (RFC 7208 §3.3 says so for SPF, and validators read them so). */
export function textOf(data: unknown): string {
  return (Array.isArray(data) ? data : [data]).map(String).join('')
}
