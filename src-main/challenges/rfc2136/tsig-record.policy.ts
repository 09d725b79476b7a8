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
  other: Buffer
}

export interface TsigRecord extends TsigVariables {
  mac: Buffer
  originalId: number
}

const type = 250
const classAny = 255

/** TSIG variables (RFC 8945 §4.3.3). */
export function tsigVariables({ name, algorithm, seconds, fudge, error, other }: TsigVariables): Buffer {
  const time = [...number(seconds, 6), ...number(fudge, 2)]
  return join(
    [...wireName(name), ...number(classAny, 2), ...number(0, 4), ...wireName(algorithm), ...time, ...number(error, 2)],
    sized(other),
  )
}

/** The record itself (RFC 8945 §4.2). */
export function tsigRecord({ name, algorithm, seconds, fudge, mac, originalId, error, other }: TsigRecord): Buffer {
  const time = [...number(seconds, 6), ...number(fudge, 2)]
  const data = join([...wireName(algorithm), ...time], sized(mac), [...number(originalId, 2), ...number(error, 2)], sized(other))
  return join([...wireName(name), ...number(type, 2), ...number(classAny, 2), ...number(0, 4)], sized(data))
}

/** Undefined when the record is not TSIG, or not well-formed. */
export function readTsigRecord(message: Buffer, { start, fields }: LastRecord): TsigRecord | undefined {
  if (message.readUInt16BE(fields) !== type || message.readUInt16BE(fields + 2) !== classAny) return undefined
  if (message.readUInt32BE(fields + 4) !== 0) return undefined
  // The record has to be in the additional section (§5.1): an empty one would make the count go below zero.
  if (message.readUInt16BE(10) === 0) return undefined
  const name = readName(message, start)
  const algorithm = readName(message, fields + 10)
  if (!name || !algorithm) return undefined
  const data = message.subarray(algorithm.end)
  const macEnd = data.length < 10 ? undefined : 10 + data.readUInt16BE(8)
  if (macEnd === undefined || data.length < macEnd + 6 || data.length !== macEnd + 6 + data.readUInt16BE(macEnd + 4)) return undefined
  return {
    name: name.text,
    algorithm: algorithm.text,
    seconds: data.readUIntBE(0, 6),
    fudge: data.readUInt16BE(6),
    mac: data.subarray(10, macEnd),
    originalId: data.readUInt16BE(macEnd),
    error: data.readUInt16BE(macEnd + 2),
    other: data.subarray(macEnd + 6),
  }
}

/** Follows pointers, which servers use for a key named as the zone is, backwards only, so that it ends. */
function readName(message: Buffer, start: number): { text: string; end: number } | undefined {
  const labels: string[] = []
  let end: number | undefined
  for (let at = start, lowest = start; at < message.length; ) {
    const length = message[at] ?? 0
    if (length === 0) return { text: labels.join('.').toLowerCase(), end: end ?? at + 1 }
    if (length >= 0xc0) {
      if (at + 2 > message.length) return undefined
      end ??= at + 2
      at = message.readUInt16BE(at) - 0xc000
      if (at >= lowest) return undefined
      lowest = at
    } else if (length > 63) {
      return undefined
    } else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length))
      at += 1 + length
    }
  }
  return undefined
}

/** A canonical name, uncompressed (RFC 1035 §3.1). */
function wireName(name: string): number[] {
  return [...name.split('.').flatMap((label) => [label.length, ...Buffer.from(label, 'latin1')]), 0]
}

/** Big-endian; `value` may have 48 bits. */
function number(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256)
}

function sized(bytes: Buffer): number[] {
  return [...number(bytes.length, 2), ...bytes]
}

function join(...parts: number[][]): Buffer {
  return Buffer.from(parts.flat())
}
