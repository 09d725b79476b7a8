import type { TsigAlgorithm } from '../domain/dns-update-server.policy.ts'
import type { Instant } from '../domain/time.ts'
import { areSame, joined, readUint, uint } from './bytes.policy.ts'
import { lastRecordOf } from './last-record.policy.ts'
import type { TsigKey } from './tsig-key.ts'
import { readTsigRecord, type TsigRecord, tsigRecord, tsigVariables } from './tsig-record.policy.ts'

/** Seconds that the clocks may differ (RFC 8945 §10 advises 300). */
export const fudge = 300

/** TSIG errors (RFC 8945 §3). */
export const tsigErrors = { badSig: 16, badKey: 17, badTime: 18, badTrunc: 22 } as const

export interface SignedRequest {
  message: Uint8Array
  /** The answer's MAC covers it. */
  mac: Uint8Array
}

export type AnswerProof =
  /** It comes from a holder of the key. `theirs` is the server's clock, where it objects to ours. */
  | { is: 'proven'; error: number; theirs: Instant | undefined }
  /** Nothing proves it: no record, or one without a MAC, as servers answer a key they cannot verify (RFC 8945 §5.2). */
  | { is: 'unsigned'; error: number }
  | { is: 'forged'; reason: string }

/** HMAC with the algorithm's hash (RFC 2104): each program has its own, here is none. */
export type Hmac = (algorithm: TsigAlgorithm, secret: Uint8Array, message: Uint8Array) => Uint8Array

export interface Tsig {
  /** Signs a request (RFC 8945 §4.3.3): `message` without a TSIG record, its id final. */
  signRequest(message: Uint8Array, key: TsigKey, now: Instant): SignedRequest
  /** Whether an answer comes from who holds the key, and answers this very request now (RFC 8945 §5.3). Any bytes will do. */
  proveAnswer(answer: Uint8Array, request: Pick<SignedRequest, 'mac'>, key: TsigKey, now: Instant): AnswerProof
}

export function createTsig(hmac: Hmac): Tsig {
  return {
    signRequest(message, key, now) {
      const seconds = Math.floor(now / 1000)
      const record = { name: key.name, algorithm: key.algorithm, seconds, fudge, error: 0, other: new Uint8Array() }
      const mac = hmac(key.algorithm, key.secret, joined(message, tsigVariables(record)))
      const signed = joined(message, tsigRecord({ ...record, mac, originalId: readUint(message, 0, 2) }))
      signed.set(uint(readUint(message, 10, 2) + 1, 2), 10)
      return { message: signed, mac }
    },
    proveAnswer(answer, request, key, now) {
      const last = lastRecordOf(answer)
      const record = last && readTsigRecord(answer, last)
      if (!last || !record) return { is: 'unsigned', error: 0 }
      if (record.mac.length === 0) return { is: 'unsigned', error: record.error }
      if (record.name !== key.name || record.algorithm !== key.algorithm) return { is: 'forged', reason: 'it is signed with another key' }
      const covered = joined(uint(request.mac.length, 2), request.mac, unsignedPart(answer, last.start, record), tsigVariables(record))
      // A MAC cut short is permitted to servers (§5.2.2.1); none here does so, and it proves less.
      if (!areSame(record.mac, hmac(key.algorithm, key.secret, covered))) return { is: 'forged', reason: 'its signature is wrong' }
      if (Math.abs(Math.floor(now / 1000) - record.seconds) > record.fudge) return { is: 'forged', reason: 'it was signed at another time' }
      const theirs = record.error === tsigErrors.badTime && record.other.length === 6 ? readUint(record.other, 0, 6) * 1000 : undefined
      return { is: 'proven', error: record.error, theirs }
    },
  }
}

/** The answer as it was before its TSIG record was put behind it. */
function unsignedPart(answer: Uint8Array, end: number, { originalId }: TsigRecord): Uint8Array {
  const before = joined(answer.subarray(0, end))
  before.set(uint(originalId, 2), 0)
  before.set(uint(readUint(answer, 10, 2) - 1, 2), 10)
  return before
}
