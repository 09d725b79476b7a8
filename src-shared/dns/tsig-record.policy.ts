import { joined, readUint, uint, wireName } from './bytes.policy.ts'
import type { LastRecord } from './last-record.policy.ts'

/** The fields that the MAC covers. */
export interface TsigVariables {
  /** Of the key; canonical, as `algorithm` is. */
  name: string
  algorithm: string
  /** Since 1970, when it was signed. */
  seconds: number
  fudge: number
  error: number
  other: Uint8Array
}

export interface TsigRecord extends TsigVariables {
  mac: Uint8Array
  originalId: number
}

const type = 250
const classAny = 255

/** TSIG variables (RFC 8945 §4.3.3). */
export function tsigVariables({ name, algorithm, seconds, fudge, error, other }: TsigVariables): Uint8Array {
  const time = [...uint(seconds, 6), ...uint(fudge, 2)]
  return joined([...wireName(name), ...uint(classAny, 2), ...uint(0, 4), ...wireName(algorithm), ...time, ...uint(error, 2)], sized(other))
}

/** The record itself (RFC 8945 §4.2). */
export function tsigRecord({ name, algorithm, seconds, fudge, mac, originalId, error, other }: TsigRecord): Uint8Array {
  const time = [...uint(seconds, 6), ...uint(fudge, 2)]
  const data = joined([...wireName(algorithm), ...time], sized(mac), [...uint(originalId, 2), ...uint(error, 2)], sized(other))
  return joined([...wireName(name), ...uint(type, 2), ...uint(classAny, 2), ...uint(0, 4)], sized(data))
}

/** Undefined when the record is not TSIG, or not well-formed. */
export function readTsigRecord(message: Uint8Array, { start, fields }: LastRecord): TsigRecord | undefined {
  if (readUint(message, fields, 2) !== type || readUint(message, fields + 2, 2) !== classAny) return undefined
  if (readUint(message, fields + 4, 4) !== 0) return undefined
  // The record has to be in the additional section (§5.1): an empty one would make the count go below zero.
  if (readUint(message, 10, 2) === 0) return undefined
  const name = readName(message, start)
  const algorithm = readName(message, fields + 10)
  if (!name || !algorithm) return undefined
  const data = message.subarray(algorithm.end)
  const macEnd = data.length < 10 ? undefined : 10 + readUint(data, 8, 2)
  if (macEnd === undefined || data.length < macEnd + 6 || data.length !== macEnd + 6 + readUint(data, macEnd + 4, 2)) return undefined
  return {
    name: name.text,
    algorithm: algorithm.text,
    seconds: readUint(data, 0, 6),
    fudge: readUint(data, 6, 2),
    mac: data.subarray(10, macEnd),
    originalId: readUint(data, macEnd, 2),
    error: readUint(data, macEnd + 2, 2),
    other: data.subarray(macEnd + 6),
  }
}

/** Follows pointers, which servers use for a key named as the zone is, backwards only, so that it ends. */
function readName(message: Uint8Array, start: number): { text: string; end: number } | undefined {
  const labels: string[] = []
  let end: number | undefined
  for (let at = start, lowest = start; at < message.length; ) {
    const length = message[at] ?? 0
    if (length === 0) return { text: labels.join('.').toLowerCase(), end: end ?? at + 1 }
    if (length >= 0xc0) {
      if (at + 2 > message.length) return undefined
      end ??= at + 2
      at = readUint(message, at, 2) - 0xc000
      if (at >= lowest) return undefined
      lowest = at
    } else if (length > 63) {
      return undefined
    } else {
      labels.push(String.fromCharCode(...message.subarray(at + 1, at + 1 + length)))
      at += 1 + length
    }
  }
  return undefined
}

function sized(bytes: Uint8Array): Uint8Array {
  return joined(uint(bytes.length, 2), bytes)
}
