import type forge from 'node-forge'

/** A node of an ASN.1 tree, as node-forge reads and writes it. */
export type Asn1 = forge.asn1.Asn1

/** Building and reading BER and DER in bytes; the library itself speaks in strings of bytes. */
export interface Asn1Tools {
  /** Throws when the bytes are not one whole BER value. */
  parse(bytes: Uint8Array): Asn1
  der(node: Asn1): Buffer
  sequence(...nodes: Asn1[]): Asn1
  set(...nodes: Asn1[]): Asn1
  /** An explicit context tag around a value. */
  tagged(tag: number, ...nodes: Asn1[]): Asn1
  /** Bytes under a context tag that takes the place of their own. */
  implicit(tag: number, bytes: Uint8Array): Asn1
  integer(value: number): Asn1
  octets(bytes: Uint8Array): Asn1
  oid(text: string): Asn1
  nothing(): Asn1
  /** A BMPString; what lies beyond its plane goes in as surrogates, as every reader expects. */
  bmp(text: string): Asn1
  /** The children of a constructed value. Throws for any other. */
  children(node: Asn1 | undefined): Asn1[]
  /** The value's own bytes; the pieces of a constructed string (BER) put together. */
  bytes(node: Asn1 | undefined): Buffer
  readOid(node: Asn1 | undefined): string
  readInteger(node: Asn1 | undefined): number
  readText(node: Asn1 | undefined): string
}

const universal = 0
const contextSpecific = 0x80
const type = { integer: 2, octets: 4, nothing: 5, oid: 6, sequence: 16, set: 17, bmp: 30 } as const

/** Loaded when it is needed: an agent that only renews has no use for it. */
export async function loadForge(): Promise<typeof forge> {
  return (await import('node-forge')).default
}

export async function loadAsn1(): Promise<Asn1Tools> {
  const { asn1 } = await loadForge()
  const make = (kind: number, constructed: boolean, value: string | Asn1[], tagClass = universal) =>
    asn1.create(tagClass, kind, constructed, value)
  const tools: Asn1Tools = {
    parse: (bytes) => asn1.fromDer(binary(bytes), wholeAndAsItIs as unknown as boolean),
    der: (node) => Buffer.from(asn1.toDer(node).getBytes(), 'latin1'),
    sequence: (...nodes) => make(type.sequence, true, nodes),
    set: (...nodes) => make(type.set, true, nodes),
    tagged: (tag, ...nodes) => make(tag, true, nodes, contextSpecific),
    implicit: (tag, bytes) => make(tag, false, binary(bytes), contextSpecific),
    integer: (value) => make(type.integer, false, asn1.integerToDer(value).getBytes()),
    octets: (bytes) => make(type.octets, false, binary(bytes)),
    oid: (text) => make(type.oid, false, asn1.oidToDer(text).getBytes()),
    nothing: () => make(type.nothing, false, ''),
    bmp: (text) => make(type.bmp, false, text),
    children(node) {
      if (!node || !Array.isArray(node.value)) throw new Error('a constructed value was expected')
      return node.value
    },
    bytes(node) {
      if (!node) throw new Error('a value is missing')
      if (Array.isArray(node.value)) return Buffer.concat(node.value.map(tools.bytes))
      return Buffer.from(node.value, 'latin1')
    },
    readOid(node) {
      if (node?.type !== type.oid || node.tagClass !== universal) throw new Error('an object identifier was expected')
      return asn1.derToOid(tools.bytes(node).toString('latin1'))
    },
    readInteger(node) {
      const bytes = tools.bytes(node)
      if (node?.type !== type.integer || bytes.length === 0 || bytes.length > 6) throw new Error('a small integer was expected')
      return bytes.readIntBE(0, bytes.length)
    },
    readText(node) {
      if (!node || Array.isArray(node.value)) throw new Error('a text was expected')
      return node.type === type.bmp ? node.value : Buffer.from(node.value, 'latin1').toString('utf8')
    },
  }
  return tools
}

/** The declared types know only the flag; without these the library would look into bit strings, and write them otherwise. */
const wholeAndAsItIs = { strict: true, parseAllBytes: true, decodeBitStrings: false }

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
