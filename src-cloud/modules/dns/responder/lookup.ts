import type { Instant } from '@mylzip/shared/domain/time.ts'
import { nameKey } from '../names.policy.ts'
import type { Question } from './question.ts'
import type { Reply } from './reply.ts'
import { classIn, rcodes, types } from './wire.ts'
import { isWithin, type Zone, type ZoneRecord } from './zone.policy.ts'

/** What devices have published. Asked anew for each question, so that every instance answers what another took. */
export interface PublishedRecords {
  at(nameKey: string, now: Instant): Promise<ZoneRecord[]>
  /** Whether a name without records exists all the same. */
  exists(nameKey: string, now: Instant): Promise<boolean>
}

const typeNumbers: Record<ZoneRecord['type'], number> = {
  A: types.a,
  AAAA: types.aaaa,
  CAA: types.caa,
  NS: types.ns,
  SOA: types.soa,
  TXT: types.txt,
}

const refused: Reply = { rcode: rcodes.refused, authoritative: false, answers: [] }

/** The answer to one question (RFC 1034 §4.3.2, for zones without delegations, aliases or wildcards). */
export async function lookUp(question: Question, zones: readonly Zone[], published: PublishedRecords, now: Instant): Promise<Reply> {
  if (question.class !== classIn || question.type === types.axfr || question.type === types.ixfr) return refused
  const key = nameKey(question.name)
  const [zone] = zones.filter((each) => isWithin(key, each.key)).toSorted((one, other) => other.key.length - one.key.length)
  if (zone === undefined) return refused
  const authority = { zone: zone.name, soa: zone.soa(now) }
  const nothing = (rcode: Reply['rcode']): Reply => ({ rcode, authoritative: true, answers: [], authority })

  const own = zone.ownRecords(key, now)
  const records = own.length > 0 ? own : await published.at(key, now)
  if (records.length === 0) {
    const exists = zone.ownsOrLeadsTo(key) || (await published.exists(key, now))
    return nothing(exists ? rcodes.noError : rcodes.nxDomain)
  }
  const answers = pick(records, question.type)
  return answers.length > 0 ? { rcode: rcodes.noError, authoritative: true, answers } : nothing(rcodes.noError)
}

/** ANY gets one set of records, not all (RFC 8482 §4.1): nobody needs more, and forged questions ask for it. */
function pick(records: readonly ZoneRecord[], type: number): ZoneRecord[] {
  const wanted = type === types.any && records[0] ? typeNumbers[records[0].type] : type
  return records.filter((record) => typeNumbers[record.type] === wanted)
}
