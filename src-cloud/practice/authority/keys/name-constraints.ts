import { Extension } from '@peculiar/x509'
import { permittedDomains } from './practice-names.ts'

const oid = '2.5.29.30'
const loopback4 = [127, 0, 0, 0, 255, 0, 0, 0]
const loopback6 = [...Array<number>(15).fill(0), 1, ...Array<number>(16).fill(255)]

/** A critical extension: nothing outside the practice names and this machine's loopback addresses (RFC 5280 §4.2.1.10). */
export function practiceNameConstraints(): Extension {
  const permitted = [
    ...permittedDomains.map((name) => [...der(0x82, [...Buffer.from(name, 'ascii')])]),
    der(0x87, loopback4),
    der(0x87, loopback6),
  ]
  const subtrees = permitted.flatMap((base) => der(0x30, base))
  return new Extension(oid, true, new Uint8Array(der(0x30, der(0xa0, subtrees))))
}

function der(tag: number, content: number[]): number[] {
  if (content.length > 0x7f) throw new RangeError('these few names fit the short form of a DER length')
  return [tag, content.length, ...content]
}
