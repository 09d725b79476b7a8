import { liesIn, type QuestionAnswer } from './question.policy.ts'

/** What a server's answer to a question for `name`'s SOA says about where its zone is. */
export type ZoneSighting = { zone: string } | 'delegated-elsewhere' | 'further-up'

/**
 * A server shows its zone with every answer of authority: as the answer at the apex, beside a no below it (RFC 2308
 * §2). One that hands on to others (RFC 1034 §4.3.2) holds the parent only, and must not be given records that lie
 * behind the cut.
 */
export function sightZone(name: string, { authoritative, answers, authorities }: QuestionAnswer): ZoneSighting {
  const soa = [...answers, ...authorities].find((record) => record.type === 'SOA' && liesIn(name, record.name))
  // Beside an alias stands the SOA of its target.
  const alias = answers.some(({ type }) => type === 'CNAME' || type === 'DNAME')
  if (authoritative && soa && !alias && soa.name !== '') return { zone: soa.name }
  const handsOn = !authoritative && authorities.some((record) => record.type === 'NS' && record.name !== '' && liesIn(name, record.name))
  return handsOn ? 'delegated-elsewhere' : 'further-up'
}

/**
 * The zone that resolvers see a name in, by the SOA beside their answer (RFC 2308 §3). Beside an alias stands that of its target,
 * which says nothing of the name's own zone.
 */
export function zoneIn(name: string, { answers, authorities }: QuestionAnswer): string | undefined {
  if (answers.some(({ type }) => type === 'CNAME' || type === 'DNAME')) return undefined
  return [...answers, ...authorities].find((record) => record.type === 'SOA' && record.name !== '' && liesIn(name, record.name))?.name
}

/** The name itself, then its parents, as far as a top-level domain. */
export function upFrom(name: string): string[] {
  const labels = name.split('.')
  return labels.map((_, from) => labels.slice(from).join('.'))
}
