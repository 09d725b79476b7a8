import { readUint } from './bytes.policy.ts'

/** Where a message's last record lies. */
export interface LastRecord {
  /** Of its name: what is before it is the message without the record. */
  start: number
  /** Of its type, class, TTL, length and data. */
  fields: number
}

/**
 * Walks over a DNS message (RFC 1035 §4.1) to its last record. Undefined when there is none, when the message ends
 * before it should, or goes on after it.
 */
export function lastRecordOf(message: Uint8Array): LastRecord | undefined {
  if (message.length < 12) return undefined
  const count = (at: number) => readUint(message, at, 2)
  const records = count(6) + count(8) + count(10)
  let at = 12
  let last: LastRecord | undefined
  for (let left = count(4); left > 0; left -= 1) {
    const end = nameEnd(message, at)
    if (end === undefined || end + 4 > message.length) return undefined
    at = end + 4
  }
  for (let left = records; left > 0; left -= 1) {
    const fields = nameEnd(message, at)
    if (fields === undefined || fields + 10 > message.length) return undefined
    last = { start: at, fields }
    at = fields + 10 + readUint(message, fields + 8, 2)
    if (at > message.length) return undefined
  }
  return at === message.length ? last : undefined
}

/** A pointer ends a name (RFC 1035 §4.1.4), so this never goes backwards. */
function nameEnd(message: Uint8Array, start: number): number | undefined {
  for (let at = start; at < message.length; ) {
    const length = message[at] ?? 0
    if (length === 0) return at + 1
    if (length >= 0xc0) return at + 2
    if (length > 63) return undefined
    at += 1 + length
  }
  return undefined
}
