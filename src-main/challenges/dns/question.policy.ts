import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import dnsPacket, { type Answer, type DecodedPacket, type RecordType } from 'dns-packet'

/** One question of class IN. `recursion` lets a server that resolves for others do so. */
export interface Question {
  name: string
  type: RecordType
  recursion?: true
}

export function questionMessage(id: number, { name, type, recursion }: Question): Buffer {
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: recursion ? dnsPacket.RECURSION_DESIRED : 0,
    questions: [{ name, type, class: 'IN' }],
  })
}

/** What was answered, with canonical names. */
export interface QuestionAnswer {
  rcode: string
  authoritative: boolean
  truncated: boolean
  answers: Answer[]
  authorities: Answer[]
  /** Addresses of those that it hands on to, among others. */
  additionals: Answer[]
}

/** Undefined for bytes that cannot be read, or answer something else. */
export function readQuestionAnswer(answer: Buffer, id: number, { name, type }: Question): QuestionAnswer | undefined {
  const packet = decoded(answer)
  if (!packet?.flag_qr || packet.id !== id || packet.opcode !== 'QUERY') return undefined
  const [asked] = packet.questions ?? []
  // A server may leave the question out when it could not read it.
  if (asked && (asked.type !== type || canonicalName(asked.name) !== name)) return undefined
  return {
    rcode: packet.rcode,
    authoritative: packet.flag_aa,
    truncated: packet.flag_tc,
    answers: (packet.answers ?? []).map(canonical),
    authorities: (packet.authorities ?? []).map(canonical),
    additionals: (packet.additionals ?? []).filter(({ type }) => type === 'A' || type === 'AAAA').map(canonical),
  }
}

/** Whether `name` is `zone` or lies below it; both canonical. */
export function liesIn(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`)
}

/** The types leave two fields out. */
function decoded(answer: Buffer): (DecodedPacket & { rcode: string; opcode: string }) | undefined {
  try {
    return dnsPacket.decode(answer) as DecodedPacket & { rcode: string; opcode: string }
  } catch {
    // The library throws at whatever it cannot read.
    return undefined
  }
}

function canonical<T extends Answer>(record: T): T {
  return { ...record, name: canonicalName(record.name) }
}
