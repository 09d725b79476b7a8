import { isIP } from 'node:net'

export interface RequestFacts {
  /** DNS names and IP addresses, in the order of the SAN. */
  names: readonly string[]
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array
}

export type SignatureAlgorithm = 'sha256WithRSAEncryption' | 'ecdsa-with-SHA256' | 'ecdsa-with-SHA384'

/** RFC 5280 §A.1, ub-common-name. */
const longestCommonName = 64

// Identifiers of objects, DER. Libraries that could write them are 400 kB, the slowest thing to load of a whole order.
const oids = {
  commonName: '0603550403',
  extensionRequest: '06092a864886f70d01090e',
  subjectAltName: '0603551d11',
  // With RSA the parameters are NULL, with ECDSA absent (RFC 4055 §5, RFC 5758 §3.2).
  sha256WithRSAEncryption: '06092a864886f70d01010b0500',
  'ecdsa-with-SHA256': '06082a8648ce3d040302',
  'ecdsa-with-SHA384': '06082a8648ce3d040303',
} as const

const tag = { integer: 0x02, bitString: 0x03, octetString: 0x04, utf8: 0x0c, sequence: 0x30, set: 0x31, attributes: 0xa0 } as const
/** GeneralName (RFC 5280 §4.2.1.6). */
const generalName = { dns: 0x82, ip: 0x87 } as const

/** PKCS#10's certificationRequestInfo (RFC 2986 §4.1), DER: what is signed. The SAN holds all names; the CN is the first DNS name that fits its 64 characters, if any. */
export function requestInfo({ names, publicKey }: RequestFacts): Buffer {
  const commonName = names.find((name) => isIP(name) === 0 && name.length <= longestCommonName)
  const subject = commonName === undefined ? [] : [of(tag.set, of(tag.sequence, oid('commonName'), of(tag.utf8, Buffer.from(commonName))))]
  const subjectAltName = of(
    tag.sequence,
    oid('subjectAltName'),
    of(tag.octetString, of(tag.sequence, ...names.map((name) => asGeneralName(name)))),
  )
  const extensionRequest = of(tag.sequence, oid('extensionRequest'), of(tag.set, of(tag.sequence, subjectAltName)))
  const version = of(tag.integer, Buffer.from([0]))
  return of(tag.sequence, version, of(tag.sequence, ...subject), Buffer.from(publicKey), of(tag.attributes, extensionRequest))
}

/** ECDSA's R || S as DER (RFC 3279 §2.2.3), which is what a request wants. */
export function asDerSignature(signature: Uint8Array): Buffer {
  const half = signature.length / 2
  return of(tag.sequence, unsigned(signature.subarray(0, half)), unsigned(signature.subarray(half)))
}

function unsigned(number: Uint8Array): Buffer {
  const first = number.findIndex((byte) => byte !== 0)
  const digits = Buffer.from(first < 0 ? [0] : number.subarray(first))
  return of(tag.integer, (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.from([0]), digits]))
}

/** The whole request, DER. */
export function signedRequest(info: Uint8Array, algorithm: SignatureAlgorithm, signature: Uint8Array): Buffer {
  const noUnusedBits = Buffer.from([0])
  return of(tag.sequence, Buffer.from(info), of(tag.sequence, oid(algorithm)), of(tag.bitString, noUnusedBits, Buffer.from(signature)))
}

function asGeneralName(name: string): Buffer {
  return isIP(name) === 0 ? of(generalName.dns, Buffer.from(name, 'latin1')) : of(generalName.ip, addressBytes(name))
}

/** Four bytes, or sixteen in the form that a URL brings every IPv6 address into. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const missing = right === undefined ? 0 : 8 - groups(left).length - groups(right).length
  const all = [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right ?? '')]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function oid(name: keyof typeof oids): Buffer {
  return Buffer.from(oids[name], 'hex')
}

/** Tag, length and content (X.690 §8.1, the definite form in as few bytes as there can be). */
function of(kind: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const digits = length.toString(16)
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from(length < 0x80 ? [kind, length] : [kind, 0x80 + bytes.length, ...bytes]), content])
}
