import { joined, uint, wireName } from '@mylzip/shared/dns/bytes.policy.ts'
import ipaddr from 'ipaddr.js'
import { ttl } from '../dns.policy.ts'
import { classIn, types } from '../responder/wire.ts'
import type { PublishedType, RecordSet } from './zone-place.port.ts'

const opcodeUpdate = 5 << 11
const classAny = 255
const typeNumbers: Record<PublishedType, number> = { A: types.a, AAAA: types.aaaa, CAA: types.caa, TXT: types.txt }

/** A dynamic update (RFC 2136 §2) that puts whole sets in the place of what is there, all of them or none. */
export function updateMessage(id: number, zone: string, sets: readonly RecordSet[]): Uint8Array {
  const updates = sets.flatMap((set) => [deleted(set), ...set.values.map((value) => added(set, value))])
  const counts = [1, 0, updates.length, 0].flatMap((count) => uint(count, 2))
  const asked = [...wireName(zone), ...uint(types.soa, 2), ...uint(classIn, 2)]
  return joined(uint(id, 2), uint(opcodeUpdate, 2), counts, asked, ...updates)
}

/** RFC 2136 §2.5.2. */
function deleted({ name, type }: RecordSet): number[] {
  return [...wireName(name), ...uint(typeNumbers[type], 2), ...uint(classAny, 2), ...uint(0, 4), ...uint(0, 2)]
}

function added({ name, type }: RecordSet, value: string): number[] {
  const data = dataOf(type, value)
  return [...wireName(name), ...uint(typeNumbers[type], 2), ...uint(classIn, 2), ...uint(ttl, 4), ...uint(data.length, 2), ...data]
}

function dataOf(type: PublishedType, value: string): number[] {
  switch (type) {
    case 'A':
    case 'AAAA':
      return ipaddr.parse(value).toByteArray()
    case 'TXT':
      return counted(value)
    case 'CAA':
      return [0, ...counted('issue'), ...Buffer.from(value, 'latin1')]
  }
}

function counted(text: string): number[] {
  return [text.length, ...Buffer.from(text, 'latin1')]
}
