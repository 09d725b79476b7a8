import { readUint } from '@mylzip/shared/dns/bytes.policy.ts'
import { type AnswerProof, type SignedRequest, tsigErrors } from '@mylzip/shared/dns/tsig.policy.ts'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { proveAnswer } from './tsig.policy.ts'
import type { TxtChange } from './update-message.policy.ts'

/** What an answer to an update says. `settled` can be relied on; `doubtful` anybody on the way could have said. */
export type UpdateAnswer = { settled: 'done' | Refusal } | { doubtful: Refusal } | undefined

export interface SentUpdate extends SignedRequest {
  change: TxtChange
  key: TsigKey
  /** As people know it. */
  server: string
}

const responseCodes = { noError: 0, refused: 5, notAuth: 9, notZone: 10 } as const
/** RFC 1035 §4.1.1, RFC 2136 §2.2. */
const rcodeNames = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
]

/**
 * Reads an answer to an update (RFC 2136 §3.8, RFC 8945 §5.3). Undefined for bytes that are no answer to it. Refusals:
 * DNS_KEY_UNKNOWN, DNS_KEY_WRONG, DNS_CLOCK_DIFFERS, DNS_UPDATE_REFUSED, DNS_SERVER_NOT_AUTHORITATIVE,
 * DNS_NAME_OUTSIDE_ZONE, DNS_SERVER_FAILED, and DNS_ANSWER_UNPROVEN for a yes that nothing proves.
 */
export function readUpdateAnswer(answer: Buffer, sent: SentUpdate, now: Instant): UpdateAnswer {
  if (!answersUpdate(answer, sent.message)) return undefined
  const proof = proveAnswer(answer, sent, sent.key, now)
  const rcode = answer.readUInt16BE(2) & 0xf
  if (proof.is === 'forged') return { doubtful: unproven(sent, proof.reason) }
  const objection = objectionOf(rcode, proof, sent, now)
  if (proof.is === 'proven') return { settled: objection ?? 'done' }
  return { doubtful: objection ?? unproven(sent, 'its answer is not signed') }
}

/** Same id, same opcode, and an answer. */
function answersUpdate(answer: Buffer, request: Uint8Array): boolean {
  if (answer.length < 12 || answer.readUInt16BE(0) !== readUint(request, 0, 2)) return false
  return (answer.readUInt16BE(2) & 0xf800) === ((readUint(request, 2, 2) & 0x7800) | 0x8000)
}

function objectionOf(rcode: number, proof: Exclude<AnswerProof, { is: 'forged' }>, sent: SentUpdate, now: Instant): Refusal | undefined {
  const { change, key, server } = sent
  const { name, zone } = change
  switch (proof.error) {
    case tsigErrors.badKey:
      return new Refusal('DNS_KEY_UNKNOWN', { server, key: key.name, algorithm: key.algorithm })
    case tsigErrors.badSig:
      return new Refusal('DNS_KEY_WRONG', { server, key: key.name })
    case tsigErrors.badTime:
      return new Refusal('DNS_CLOCK_DIFFERS', { server, ours: toTimestamp(now), theirs: theirTime(proof) })
  }
  switch (rcode) {
    case responseCodes.noError:
      return proof.error === 0 ? undefined : new Refusal('DNS_SERVER_FAILED', { server, name, reason: `TSIG error ${proof.error}` })
    case responseCodes.refused:
      return new Refusal('DNS_UPDATE_REFUSED', { server, name, key: key.name })
    case responseCodes.notAuth:
      return new Refusal('DNS_SERVER_NOT_AUTHORITATIVE', { server, zone })
    case responseCodes.notZone:
      return new Refusal('DNS_NAME_OUTSIDE_ZONE', { server, name, zone })
    default:
      return new Refusal('DNS_SERVER_FAILED', { server, name, reason: rcodeNames[rcode] ?? `code ${rcode}` })
  }
}

function theirTime(proof: Exclude<AnswerProof, { is: 'forged' }>): string {
  // Six bytes hold moments beyond what a date can be.
  const readable = proof.is === 'proven' && proof.theirs !== undefined && proof.theirs <= 8.64e15
  return readable && proof.theirs !== undefined ? toTimestamp(proof.theirs) : 'another time'
}

function unproven({ server, key }: SentUpdate, reason: string): Refusal {
  return new Refusal('DNS_ANSWER_UNPROVEN', { server, key: key.name, reason })
}
