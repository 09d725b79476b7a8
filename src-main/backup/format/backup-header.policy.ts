import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** docs/backup-format.md is what this file says in words; numbers are big-endian. */
const magic = Buffer.from('MyLZipBk', 'ascii')
export const formatVersion = 1
const argon2id = 1
const aes256GcmStream = 1

const checkedLength = 52
const checksumLength = 12
const signedLength = checkedLength + checksumLength
export const headerLength = signedLength + 32
export const saltLength = 16
export const noncePrefixLength = 7
/** Of what argon2id yields: the first half seals the chunks, the second proves the passphrase. */
export const derivedLength = 64

/** RFC 9106; memory in KiB. */
export interface KdfParameters {
  memory: number
  iterations: number
  parallelism: number
}

/** The second choice that RFC 9106 §4 recommends, with one lane; OWASP asks for less (46 MiB, once). */
export const kdfParameters: KdfParameters = { memory: 65_536, iterations: 3, parallelism: 1 }
export const chunkLength = 65_536

export interface HeaderFacts {
  kdf: KdfParameters
  salt: Uint8Array
  noncePrefix: Uint8Array
  /** Bytes of content in each chunk but the last. */
  chunkLength: number
}

export interface ReadHeader extends HeaderFacts {
  /** All of it: authenticated with each chunk. */
  bytes: Uint8Array
}

export type HeaderFault = { kind: 'foreign' } | { kind: 'newer'; version: number } | { kind: 'damaged' }

export function writeHeader({ kdf, salt, noncePrefix, chunkLength }: HeaderFacts, derived: Uint8Array): Uint8Array {
  const fixed = Buffer.alloc(checkedLength)
  magic.copy(fixed)
  fixed.writeUInt16BE(formatVersion, 8)
  fixed.writeUInt8(argon2id, 10)
  fixed.writeUInt8(aes256GcmStream, 11)
  fixed.writeUInt32BE(kdf.memory, 12)
  fixed.writeUInt32BE(kdf.iterations, 16)
  fixed.writeUInt32BE(kdf.parallelism, 20)
  fixed.writeUInt32BE(chunkLength, 24)
  fixed.set(salt, 28)
  fixed.set(noncePrefix, 44)
  const signed = Buffer.concat([fixed, checksumOf(fixed)])
  return Buffer.concat([signed, passphraseCheck(signed, derived)])
}

/** Reads what lies at the beginning of a file, which may be anything. Costs nothing: nobody's passphrase is tried yet. */
export function readHeader(bytes: Uint8Array): ReadHeader | HeaderFault {
  const header = Buffer.from(bytes.subarray(0, headerLength))
  if (!header.subarray(0, magic.length).equals(magic)) return { kind: 'foreign' }
  if (header.length < 10) return { kind: 'damaged' }
  const version = header.readUInt16BE(8)
  if (version > formatVersion) return { kind: 'newer', version }
  if (header.length < headerLength) return { kind: 'damaged' }
  const fixed = header.subarray(0, checkedLength)
  if (!checksumOf(fixed).equals(header.subarray(checkedLength, signedLength))) return { kind: 'damaged' }
  const kdf = { memory: header.readUInt32BE(12), iterations: header.readUInt32BE(16), parallelism: header.readUInt32BE(20) }
  const facts = { kdf, salt: header.subarray(28, 44), noncePrefix: header.subarray(44, 51), chunkLength: header.readUInt32BE(24) }
  const known = version === formatVersion && header[10] === argon2id && header[11] === aes256GcmStream && header[51] === 0
  return known && isBearable(facts) ? { ...facts, bytes: header } : { kind: 'damaged' }
}

/** Whether the passphrase that `derived` was made from is the backup's. Takes as long for each wrong one. */
export function provesPassphrase({ bytes }: ReadHeader, derived: Uint8Array): boolean {
  return timingSafeEqual(passphraseCheck(bytes.subarray(0, signedLength), derived), bytes.subarray(signedLength))
}

/** The header is read before it is proven: a forged one must not make this machine spend gigabytes or hours. */
function isBearable({ kdf: { memory, iterations, parallelism }, chunkLength }: HeaderFacts): boolean {
  const within = (value: number, least: number, most: number) => value >= least && value <= most
  return (
    within(parallelism, 1, 4) && within(memory, 8 * parallelism, 262_144) && within(iterations, 1, 16) && within(chunkLength, 16, 1 << 20)
  )
}

/** Keyless: tells a damaged header from a wrong passphrase, and protects against chance only. */
function checksumOf(fixed: Uint8Array): Buffer {
  return createHash('sha256').update(fixed).digest().subarray(0, checksumLength)
}

function passphraseCheck(signed: Uint8Array, derived: Uint8Array): Uint8Array {
  return createHmac('sha256', derived.subarray(32, derivedLength)).update(signed).digest()
}
