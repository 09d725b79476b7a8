import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { lastRecordOf } from './last-record.policy.ts'
import type { TsigKey } from './tsig-key.policy.ts'
import { readTsigRecord, type TsigRecord, tsigRecord, tsigVariables } from './tsig-record.policy.ts'

/** Seconds that the clocks may differ (RFC 8945 §10 advises 300). */
export const fudge = 300

/** TSIG errors (RFC 8945 §3). */
export const tsigErrors = { badSig: 16, badKey: 17, badTime: 18, badTrunc: 22 } as const

export interface SignedRequest {
  message: Buffer
  /** The answer's MAC covers it. */
  mac: Buffer
}

export type AnswerProof =
  /** It comes from a holder of the key. `theirs` is the server's clock, where it objects to ours. */
  | { is: 'proven'; error: number; theirs: Instant | undefined }
  /** Nothing proves it: no record, or one without a MAC, as servers answer a key they cannot verify (RFC 8945 §5.2). */
  | { is: 'unsigned'; error: number }
  | { is: 'forged'; reason: string }

/** Signs a request (RFC 8945 §4.3.3): `message` without a TSIG record, its id final. */
export function signRequest(message: Buffer, key: TsigKey, now: Instant): SignedRequest {
  const record = { name: key.name, algorithm: key.algorithm, seconds: Math.floor(now / 1000), fudge, error: 0, other: Buffer.alloc(0) }
  const mac = hmac(key, [message, tsigVariables(record)])
  const signed = Buffer.concat([message, tsigRecord({ ...record, mac, originalId: message.readUInt16BE(0) })])
  signed.writeUInt16BE(message.readUInt16BE(10) + 1, 10)
  return { message: signed, mac }
}

/** Whether an answer comes from who holds the key, and answers this very request now (RFC 8945 §5.3). Any bytes will do. */
export function proveAnswer(answer: Buffer, request: Pick<SignedRequest, 'mac'>, key: TsigKey, now: Instant): AnswerProof {
  const last = lastRecordOf(answer)
  const record = last && readTsigRecord(answer, last)
  if (!last || !record) return { is: 'unsigned', error: 0 }
  if (record.mac.length === 0) return { is: 'unsigned', error: record.error }
  if (record.name !== key.name || record.algorithm !== key.algorithm) return { is: 'forged', reason: 'it is signed with another key' }
  const expected = hmac(key, [lengthOf(request.mac), request.mac, unsignedPart(answer, last.start, record), tsigVariables(record)])
  // A MAC cut short is permitted to servers (§5.2.2.1); none here does so, and it proves less.
  if (record.mac.length !== expected.length || !timingSafeEqual(record.mac, expected))
    return { is: 'forged', reason: 'its signature is wrong' }
  if (Math.abs(Math.floor(now / 1000) - record.seconds) > record.fudge) return { is: 'forged', reason: 'it was signed at another time' }
  const theirs = record.error === tsigErrors.badTime && record.other.length === 6 ? record.other.readUIntBE(0, 6) * 1000 : undefined
  return { is: 'proven', error: record.error, theirs }
}

/** The answer as it was before its TSIG record was put behind it. */
function unsignedPart(answer: Buffer, end: number, { originalId }: TsigRecord): Buffer {
  const before = Buffer.from(answer.subarray(0, end))
  before.writeUInt16BE(originalId, 0)
  before.writeUInt16BE(answer.readUInt16BE(10) - 1, 10)
  return before
}

function hmac({ algorithm, secret }: TsigKey, parts: Buffer[]): Buffer {
  return createHmac(algorithm.replace('hmac-', ''), secret).update(Buffer.concat(parts)).digest()
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return length
}
